"""What houses hear by the short way is what the app would say."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests

from sync import batch, enrol_codec
from sync.answer import Answer
from sync.hq import limits
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway
from tests.sync.hq.answering import answering
from tests.sync.hq.cast import Office

CBOR = "application/cbor"
# The same kind, written so that only the long way takes it.
LONG = "application/cbor; q=1"


@pytest.fixture
def url(office: Office) -> Iterator[str]:
    with answering(office.app) as port:
        yield f"http://127.0.0.1:{port}{batch.PATH}"


def post(url: str, body: bytes, kind: str = CBOR, **headers: str) -> requests.Response:
    return requests.post(url, body, headers={"Content-Type": kind} | headers, timeout=20)


def told(response: requests.Response) -> dict[str, str]:
    """Tell the headers that say something of an answer."""
    apart = ("date", "content-length", "connection")
    return {
        name.lower(): said for name, said in response.headers.items() if name.lower() not in apart
    }


def test_both_ways_say_the_same(office: Office, url: str) -> None:
    one, other = office.enrolled_house(), office.enrolled_house()
    bodies = [
        [one.day(1), one.day(2)],
        [one.day(2), one.day(3, minutes_open=1)],
        [one.day(2, present=7)],
        [one.letter(4, "nonsense", {}), one.letter(5, "day", {"x": 1})],
        [one.day(6)[:-1] + b"?"],
        [other.day(1), one.day(7), b"no envelope"],
    ]
    for body in map(batch.encode, bodies):
        # What came before is answered as it was: whichever way comes first, the other hears it too.
        short, long = post(url, body), post(url, body, LONG)
        assert (
            (short.status_code, told(short)) == (long.status_code, told(long)) == (200, told(long))
        )
        assert heard(office, short) == heard(office, long)


def heard(office: Office, response: requests.Response) -> Answer:
    return office.hq.ring.read_answer(response.content)


def test_what_is_wrong_is_said_in_the_same_words(office: Office, url: str) -> None:
    stranger = batch.encode([office.new_house().day(1)])
    for body, status in ((b"", 400), (b"\xa0", 400), (stranger, 404), (bytes(batch.LARGEST), 400)):
        short, long = post(url, body), post(url, body, LONG)
        assert short.status_code == long.status_code == status
        assert (short.content, told(short)) == (long.content, told(long))
        assert enrol_codec.decode_error(short.content)
    assert post(url, stranger, "text/plain").status_code == 415
    assert requests.get(url, timeout=20).status_code == 405


def test_who_brings_it_for_a_house_hears_the_code(office: Office, url: str) -> None:
    house = office.enrolled_house()
    body = batch.encode([house.day(1)])
    assert "Aiyou-Confirmation" not in post(url, body).headers
    assert post(url, body, **{"Aiyou-Confirmation": "please"}).headers["Aiyou-Confirmation"]


def test_beyond_the_limit_the_houses_alone_come_in(office: Office, url: str) -> None:
    house, stranger = office.enrolled_house(), office.new_house()
    office.hq.this_minute.add(("requests", "127.0.0.1/32"), limits.UNASKED - 1)
    assert post(url, batch.encode([house.day(1)])).status_code == 200
    assert post(url, batch.encode([house.day(2)])).status_code == 200
    refused = post(url, batch.encode([stranger.day(1)]))
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")


def test_bytes_are_counted_too(office: Office, url: str) -> None:
    house = office.enrolled_house()
    post(url, batch.encode([house.day(1)]))
    told = office.hq.this_minute.told
    assert told(("requests", "127.0.0.1/32")) == 1
    assert told(("bytes", "127.0.0.1/32")) == len(batch.encode([house.day(1)]))


def test_callers_are_told_apart_as_our_proxies_tell(config: HqConfig) -> None:
    app = create_app(replace(config, proxies=2))
    told = app.extensions["headquarters"].this_minute.told
    with answering(app) as port:
        base = f"http://127.0.0.1:{port}"
        house = Office(app, base, config).enrolled_house()
        for number, said in enumerate(("1.1.1.1, 2.2.2.2, 3.3.3.3", "3.3.3.3", "", "a, b"), 1):
            body = batch.encode([house.day(number)])
            assert post(base + batch.PATH, body, **{"X-Forwarded-For": said}).ok
    assert told(("requests", "2.2.2.2/32")) == 1
    assert told(("requests", "127.0.0.1/32")) == 2
    app.extensions["headquarters"].database.close()


def test_a_database_that_is_away_is_said_and_what_came_is_kept(
    office: Office, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()

    def away(*_: object) -> None:
        raise DatabaseAway("It is away.")

    with monkeypatch.context() as patched:
        patched.setattr("sync.hq.receive.receiving.take_in", away)
        patched.setattr(office.hq.later, "_tries_every", 60.0)
        refused = post(url, batch.encode([house.day(1)]))
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
        assert office.hq.later.size() > 0
    office.hq.later.stop()


def test_what_nobody_thought_of_is_answered_in_cbor(
    office: Office, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    house = office.enrolled_house()
    with monkeypatch.context() as patched:
        patched.setattr("sync.hq.receive.receiving.take_in", broken)
        refused = post(url, batch.encode([house.day(1)]))
    assert (refused.status_code, refused.headers["Content-Type"]) == (500, CBOR)
    assert post(url, batch.encode([house.day(1)])).status_code == 200
