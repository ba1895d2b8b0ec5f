"""Connecting the house to a real headquarters, from its first page and later on."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk import joining
from kiosk.app import app_for
from kiosk.closing import close_day
from kiosk.config import HouseConfig
from kiosk.domain.days import Closing
from kiosk.house import House, open_house
from sync import enrolment, invitation
from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.register import houses
from tests.cast import Hands, enrol
from tests.kiosk.counselor.panel import audited, post
from tests.processes import free_port
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office, listening

FIRST, LATER = "/setup/connect", "/sending/connect"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    config = HqConfig(data=tmp_path / "hq")
    setup.initialise(config, "lin", PASSWORD, NOW)
    app = create_app(config, Clock())
    with listening(app) as url:
        yield Office(app, url, config)


@pytest.fixture
def new_card(tmp_path: Path, hands: Hands) -> Iterator[House]:
    house = open_house(HouseConfig(data=tmp_path / "new-card", argon2_memory_kib=1024), hands)
    yield house
    house.close()


def asked(client: FlaskClient, house: House, path: str, **form: str) -> TestResponse:
    """Send the form, wait until headquarters was asked, and look again."""
    answer = post(client, path, **form)
    assert answer.location == f"/counselor{path}?asked=yes", answer.text
    deadline = time.monotonic() + 20
    while house.joining.is_at_work:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return client.get(answer.location)


def known(house: House) -> enrolment.Enrolment | None:
    with house.database.reading() as db:
        return enrolment.known(db)


def test_a_reader_connects_a_house_before_it_is_set_up(office: Office, new_card: House) -> None:
    client = app_for(new_card).test_client()
    assert FIRST in client.get("/counselor/setup").text
    told = office.new_house()
    link = invitation.link(office.url, told.code)
    assert asked(client, new_card, FIRST, address=link).location == "/counselor/setup"
    found = known(new_card)
    assert found and found.house == told.house
    assert found.recovery_key == office.hq.ring.recovery_public
    page = client.get("/counselor/setup").text
    assert f"新民村爱佑之家 ({told.house})" in page
    assert f"新民村爱佑之家 ({told.house})" in client.get(f"/counselor{FIRST}").text
    assert 'value="新民村爱佑之家"' in page
    assert "恢复" not in page.split("<form")[-1].split("actions")[-1]


def test_it_is_told_once_though_a_script_looked_before_the_browser(
    office: Office, client: FlaskClient, unlocked: House
) -> None:
    told = office.new_house()
    asked(client, unlocked, LATER, address=office.url, code=told.code)
    again = client.get(f"/counselor{LATER}?asked=yes")
    assert again.location == "/counselor/sending"
    assert client.get(again.location).text.count(told.house) == 1


def test_the_first_page_leaves_nothing_to_be_told_on_the_next(
    office: Office, new_card: House
) -> None:
    client = app_for(new_card).test_client()
    asked(client, new_card, FIRST, address=office.url, code=office.new_house().code)
    with client.session_transaction() as session:
        assert "_flashes" not in session


def test_address_and_code_are_typed_each_for_itself(
    office: Office, client: FlaskClient, unlocked: House
) -> None:
    assert LATER in client.get("/counselor/sending").text
    told = office.new_house()
    code = told.code.lower().replace("-", " ")
    answer = asked(client, unlocked, LATER, address=office.url, code=code)
    assert answer.location == "/counselor/sending"
    assert told.house in client.get(answer.location).text
    assert ("connected to headquarters", told.house) in audited(unlocked)


def test_a_code_that_is_typed_besides_goes_before_the_one_that_was_read(
    office: Office, client: FlaskClient, unlocked: House
) -> None:
    told = office.new_house()
    used = invitation.link(office.url, "ABCD-EFGH-JKMN")
    asked(client, unlocked, LATER, address=used, code=told.code)
    found = known(unlocked)
    assert found and found.house == told.house


@pytest.mark.parametrize("path", [FIRST, LATER])
def test_while_headquarters_is_being_asked_the_page_waits_for_it(
    client: FlaskClient, unlocked: House, new_card: House, path: str
) -> None:
    house = new_card if path == FIRST else unlocked
    browser = app_for(new_card).test_client() if path == FIRST else client
    for is_at_work in (False, True):
        house.joining._is_at_work = is_at_work
        page = browser.get(f"/counselor{path}?asked=yes").text
        assert ("正在和总部联系" in page) is is_at_work
        assert (' class="main" disabled' in page) is is_at_work
    house.joining._is_at_work = False


def test_a_house_is_connected_anew_and_what_waits_is_kept(
    office: Office, client: FlaskClient, unlocked: House
) -> None:
    told = office.new_house()
    asked(client, unlocked, LATER, address=office.url, code=told.code)
    close_day(unlocked, unlocked.clock().day, Closing.COUNSELOR, "li")
    before = known(unlocked)
    # That it went well once keeps nobody from the page.
    assert client.get(f"/counselor{LATER}").status_code == 200
    with office.hq.database.transaction() as connection:
        code = houses.give_code(connection, told.house, office.hq.clock())
    assert asked(client, unlocked, LATER, address=office.url, code=code).location
    after = known(unlocked)
    assert before and after
    assert (after.house, after.epoch != before.epoch) == (before.house, True)
    with unlocked.database.reading() as db:
        (waits,) = db.execute("SELECT count(*) FROM outbox WHERE kind = 'day'").fetchone()
    assert waits == 1


def another_houses_code(office: Office) -> str:
    return office.new_house("yudu", "花桥村爱佑之家").code


@pytest.mark.parametrize(
    ("code_of", "sentence"),
    [
        (lambda _: "ABCD-EFGH-JKMN", "总部不认这个接入码"),
        (another_houses_code, "这是别的爱佑之家的接入码"),
    ],
)
def test_a_code_that_is_not_for_this_house_changes_nothing(
    office: Office,
    client: FlaskClient,
    unlocked: House,
    code_of: Callable[[Office], str],
    sentence: str,
) -> None:
    asked(client, unlocked, LATER, address=office.url, code=office.new_house().code)
    before = known(unlocked)
    page = asked(client, unlocked, LATER, address=office.url, code=code_of(office)).text
    assert sentence in page
    assert known(unlocked) == before


def test_no_network_is_said_and_nobody_waits_for_it(client: FlaskClient, unlocked: House) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    page = asked(client, unlocked, LATER, address=away, code="ABCD-EFGH").text
    assert "连不上总部" in page
    # To try again takes one touch, and nobody types a long address twice.
    assert f'value="{away}"' in page
    assert 'value="ABCD-EFGH"' in page
    later = client.get(f"/counselor{LATER}").text
    assert "ABCD-EFGH" not in later and "连不上总部" not in later
    assert "https://" in asked(client, unlocked, LATER, address="总部", code="ABCD").text
    assert "https://" in asked(client, unlocked, LATER, address="http://10.0.0.9", code="A1").text
    assert known(unlocked) is None


def test_a_code_that_can_be_none_is_not_taken(client: FlaskClient, unlocked: House) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    for code in ("A1", "接入码ABCD-EFGH"):
        assert "总部不认这个接入码" in asked(client, unlocked, LATER, address=away, code=code).text


def test_an_address_alone_is_asked_for_its_code(client: FlaskClient, unlocked: House) -> None:
    page = post(client, LATER, address="https://hq.example.org").text
    assert "请把一次性接入码也填上" in page
    assert "请填写总部给的网址" in post(client, LATER, code="ABCD").text
    assert not unlocked.joining.is_at_work


def test_whatever_goes_wrong_is_not_taken_for_success(
    office: Office, client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A house that is known already stays as it was: that alone is no sign of a new connection."""
    asked(client, unlocked, LATER, address=office.url, code=office.new_house().code)
    before = known(unlocked)

    def breaks(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(joining, "join", breaks)
    page = asked(client, unlocked, LATER, address=office.url, code="ABCD-EFGH-JKMN").text
    assert "没能保存接通的结果" in page
    assert known(unlocked) == before


def test_a_page_that_is_opened_again_later_claims_nothing(
    client: FlaskClient, unlocked: House
) -> None:
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE wire SET name = ''")
    page = client.get(f"/counselor{LATER}?asked=yes")
    assert page.status_code == 200
    assert "只有换了存储卡" in page.text
    # One that headquarters gave no name is told by its number alone.
    assert "yuexi-0001 (yuexi-0001)" in page.text


def test_only_one_is_asked_at_a_time(unlocked: House, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    both = Event()
    monkeypatch.setattr(joining, "join", lambda *words: (taken.append(words[2]), both.wait(30)))
    for code in ("first", "second"):
        unlocked.joining.begin(unlocked, "https://hq.example.org", code)
    both.set()
    while unlocked.joining.is_at_work:
        time.sleep(0.02)
    assert taken == ["first"]


def test_a_house_that_is_set_up_has_no_first_page_any_more(
    client: FlaskClient, unlocked: House
) -> None:
    assert client.get(f"/counselor{FIRST}").location == f"/counselor{LATER}"
