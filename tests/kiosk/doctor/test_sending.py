from datetime import UTC, datetime

import pytest

from kiosk.doctor import sending
from kiosk.doctor.findings import Finding
from kiosk.doctor.language import speech
from kiosk.domain.moment import ClockState
from kiosk.house import House
from tests.cast import Hands, enrol
from tests.kiosk.doctor.looks import wells

NOW = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp())
DAY = 86400


def waits(house: House, *, since: int, refused: bool = False) -> None:
    """Let one envelope wait, or lie there refused."""
    with house.database.transaction() as db:
        db.execute(
            "INSERT INTO outbox (epoch, seq, kind, envelope, minted_at, set_aside_at)"
            " VALUES (x'0000000000000000', 1, 'day', x'00', ?, ?)",
            (since, since if refused else None),
        )


def test_a_house_that_headquarters_does_not_know_is_told_how_to_meet_it(house: House) -> None:
    (found,) = sending.contact(house)
    assert found.well is None
    assert found.advice == "Connect it: Upkeep, Sending."


@pytest.mark.parametrize(("days", "well"), [(None, None), (3, True), (60, False)])
def test_a_headquarters_that_was_not_heard_for_long_is_not_well(
    house: House, days: int | None, well: bool | None
) -> None:
    enrol(house)
    if days is not None:
        with house.database.transaction() as db:
            db.execute("UPDATE wire SET acknowledged_at = ?", (NOW - days * DAY,))
    assert wells(sending.contact(house)) == {"contact": well}


@pytest.mark.parametrize(("days", "well"), [(3, True), (60, False)])
def test_what_waits_too_long_is_not_well(house: House, days: int, well: bool) -> None:
    enrol(house)
    assert wells(sending.waiting(house)) == {"waiting": True}
    waits(house, since=NOW - days * DAY)
    assert wells(sending.waiting(house)) == {"waiting": well}


def test_without_a_date_nothing_is_called_late(house: House, hands: Hands) -> None:
    enrol(house)
    waits(house, since=NOW - 60 * DAY)
    hands.clock = ClockState.UNKNOWN
    assert wells(sending.waiting(house)) == {"waiting": True}


def test_what_headquarters_refused_is_not_well(house: House) -> None:
    enrol(house)
    waits(house, since=NOW, refused=True)
    assert wells(sending.waiting(house)) == {"refused": False, "waiting": True}


def test_a_house_that_is_full_of_what_waits_is_not_well(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol(house)
    monkeypatch.setattr("sync.room.has_room", lambda *_: False)
    assert wells(sending.waiting(house)) == {"waiting": False}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The last try to send failed. Headquarters cannot be reached."),
        ("zh_Hans", "上一次没有发送成功。现在连不上总部。"),
    ],
)
def test_why_the_last_try_failed_is_told_while_something_waits(
    house: House, language: str, sentence: str
) -> None:
    enrol(house)
    with house.database.transaction() as db:
        db.execute("UPDATE wire SET trouble = 'Headquarters cannot be reached.'")
    assert [*sending.last_try(house)] == []
    waits(house, since=NOW)
    (found,) = sending.last_try(house)
    assert found.well is None
    assert Finding("sync", "Headquarters", found).sentence(speech(language)) == sentence


def test_a_house_without_a_network_harms_nobody(house: House) -> None:
    house.remote.addresses = list
    assert wells(sending.network(house)) == {"network": None}
    house.remote.addresses = lambda: ["192.168.1.7"]
    assert wells(sending.network(house)) == {"network": True}
