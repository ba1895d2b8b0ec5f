"""Thousands of houses behind one address of a carrier, and somebody beside them."""

from dataclasses import replace

import pytest

from sync import batch, enrol_codec
from sync.hq import limits
from sync.hq.receive import door
from tests.sync.hq.cast import Office, SpeakingHouse

HERE = "127.0.0.1/32"


def post(office: Office, *letters: bytes) -> int:
    return office.post(batch.PATH, batch.encode(letters)).status_code


@pytest.fixture
def crowded(small_office: Office) -> Office:
    """Headquarters after as many requests as come in without a question, from this address."""
    small_office.hq.this_minute.add(("requests", HERE), limits.UNASKED)
    return small_office


def test_whatever_houses_have_signed_comes_in(crowded: Office) -> None:
    for house in [crowded.enrolled_house() for _ in range(3)]:
        answer = crowded.send(house.day(1), house.day(2))
        assert (answer.house, answer.accepted) == (house.house, 2)


def test_nothing_else_does(crowded: Office) -> None:
    house, stranger = crowded.enrolled_house(), crowded.new_house()
    forged = replace(house, keys=stranger.keys)
    for letter in (forged.day(1), stranger.day(1), house.day(1)[:-1], b"nothing"):
        assert post(crowded, letter) == 429
    refused = crowded.post(batch.PATH, b"\xa0")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert crowded.send(house.day(1)).accepted == 1


def test_a_damaged_envelope_keeps_no_house_out(crowded: Office) -> None:
    house = crowded.enrolled_house()
    damaged = house.day(1)[:-1] + b"?"
    answer = crowded.send(damaged, house.day(2), house.day(3))
    assert (answer.accepted, answer.refused) == (0, (1,))


def test_a_house_that_sends_without_end_takes_nobodys_room(
    crowded: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_A_HOUSE", 3)
    one, other = crowded.enrolled_house(), crowded.enrolled_house()
    assert [post(crowded, one.day(number)) for number in range(1, 6)] == [200] * 3 + [429] * 2
    assert post(crowded, other.day(1)) == 200


def test_whoever_names_a_house_takes_none_of_its_room(
    crowded: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_A_HOUSE", 3)
    house = crowded.enrolled_house()
    forged = replace(house, keys=crowded.new_house().keys)
    assert [post(crowded, forged.day(1)) for _ in range(5)] == [429] * 5
    assert [post(crowded, house.day(number)) for number in range(1, 4)] == [200] * 3


def test_what_is_large_is_asked_about_sooner(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = small_office.enrolled_house()
    monkeypatch.setattr(limits, "BYTES_UNASKED", 2000)
    monkeypatch.setattr(limits, "BYTES_OF_A_HOUSE", 4000)
    assert post(small_office, bytes(3000)) == 429
    assert post(small_office, *[house.day(number) for number in range(1, 9)]) == 200
    assert post(small_office, *[house.day(number) for number in range(1, 33)]) == 429


def test_who_is_elsewhere_is_asked_nothing(small_office: Office) -> None:
    client = small_office.app.test_client()

    def status(address: str) -> int:
        sent = {"data": b"\xa0", "content_type": "application/cbor"}
        return client.post(batch.PATH, **sent, environ_base={"REMOTE_ADDR": address}).status_code

    small_office.hq.this_minute.add(("requests", "2001:db8:1:2::/64"), limits.UNASKED)
    assert [status("2001:db8:1:2::7"), status("2001:db8:1:2:ffff::9")] == [429, 429]
    assert [status("2001:db8:1:3::7"), status("192.0.2.3"), status("nowhere")] == [400] * 3


def test_the_house_that_signed_is_found(office: Office) -> None:
    house, other = office.enrolled_house(), office.new_house()
    bent = house.day(1)[:-1] + b"?"
    for letters, signer in (
        ([house.day(1)], house.house),
        ([bent, house.day(2)], house.house),
        ([house.day(1), bent], house.house),
        ([bent, house.day(2), bent], None),
        ([other.day(1)], None),
        ([b"", b""], None),
    ):
        assert door.signer(office.hq.database, batch.encode(letters)) == signer
    assert door.signer(office.hq.database, b"\x80") is None


def test_a_right_code_enrols_whoever_guesses_beside_it(office: Office) -> None:
    house, used, late = office.new_house(), office.enrolled_house(), office.new_house()
    wrong = replace(office.new_house(), code="7K3M-Q9TX-2WHB")

    def enrol(asked: SpeakingHouse) -> int:
        return office.post(enrol_codec.PATH, asked.request()).status_code

    assert [enrol(wrong) for _ in range(12)] == [403] * 10 + [429] * 2
    assert enrol(house) == 200
    assert (enrol(wrong), enrol(used), enrol(house)) == (429, 429, 429)
    office.hq.clock.forward(days=15)
    assert enrol(late) == 429


def test_codes_are_looked_up_while_there_is_a_database(small_office: Office) -> None:
    house = small_office.new_house()
    small_office.hq.database.is_open = False
    assert small_office.post(enrol_codec.PATH, house.request()).status_code == 503
    assert small_office.post(enrol_codec.PATH, b"\xa0").status_code == 400
    small_office.hq.database.is_open = True
    assert small_office.post(enrol_codec.PATH, house.request()).status_code == 200
