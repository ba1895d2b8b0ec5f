"""A newer headquarters reads what the one before it kept without knowing what it was."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from sync.hq.app import create_app
from sync.hq.receive import aside, judge
from sync.hq.receive.catching_up import catch_up
from sync.hq.store.schema import letters, unread
from sync.hq.told import days
from sync.summary import DAY, DaySummary
from tests.sync.hq.cast import TODAY, Office, SpeakingHouse

BEFORE = TODAY - timedelta(days=1)


def present(office: Office, house: SpeakingHouse) -> dict[str, int]:
    with office.hq.database.reading() as connection:
        found = days.between(connection, TODAY - timedelta(days=9), TODAY, house.house)
        return {str(day.day): day.present for day in found}


def kept_unread(office: Office) -> int:
    with office.hq.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(unread)).scalar_one())


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let headquarters be one that does not know days yet."""
    known = {kind: reader for kind, reader in judge._READERS.items() if kind != DAY}
    monkeypatch.setattr(judge, "_READERS", known)


def upgrade(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the headquarters of this version on what an earlier one kept."""
    monkeypatch.undo()
    app = create_app(office.config, office.hq.clock)
    app.extensions["headquarters"].database.close()


def test_a_later_version_is_verified_kept_and_accepted(office: Office) -> None:
    house = office.enrolled_house()
    later = house.of_version(2, 1, "day", {"s": b"sealed otherwise"}, 3)
    answer = office.send(later, house.day(2))
    assert (answer.accepted, answer.refused) == (2, ())
    assert office.send(later).refused == ()
    assert kept_unread(office) == 1
    with office.hq.database.reading() as connection:
        first = select(letters.c.envelope).where(letters.c.seq == 1)
        assert connection.execute(first).scalar_one() == later


def test_a_later_version_that_the_house_did_not_sign_is_not_kept(office: Office) -> None:
    house = office.enrolled_house()
    forger = SpeakingHouse(house.house, "", house.sealing_key)
    assert office.send(forger.of_version(2, 1, "day", b"")).accepted == 0
    assert kept_unread(office) == 0


def test_a_newer_headquarters_applies_what_was_kept_once(
    office: Office, earlier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()
    letters = [house.day(1, BEFORE, present=5), house.letter(2, "song", {}), house.day(3)]
    assert office.send(*letters).accepted == 3
    assert (present(office, house), kept_unread(office)) == ({}, 3)
    upgrade(office, monkeypatch)
    assert present(office, house) == {str(BEFORE): 5, str(TODAY): 21}
    assert kept_unread(office) == 1
    assert office.send(*letters).refused == ()
    catch_up(office.hq.database, office.hq.ring)
    assert (len(present(office, house)), kept_unread(office)) == (2, 1)


def test_what_the_house_said_later_stays(
    office: Office, earlier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()
    office.send(house.day(2, present=8), house.day(1, present=7))
    monkeypatch.undo()
    office.send(house.day(3, present=9))
    house.epoch = b"epoch--2"
    upgrade(office, monkeypatch)
    assert present(office, house) == {str(TODAY): 9}


def test_what_means_nothing_then_is_set_aside_and_shown(
    office: Office, earlier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()
    answer = office.send(house.letter(1, "day", {"d": "yesterday"}), house.day(2))
    assert (answer.accepted, answer.refused) == (2, ())
    upgrade(office, monkeypatch)
    with office.hq.database.reading() as connection:
        assert [one.seq for one in aside.in_quarantine(connection, house.house)] == [1]
    assert (present(office, house), kept_unread(office)) == ({str(TODAY): 21}, 0)


def test_a_version_that_becomes_known_is_applied(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = office.enrolled_house()
    house_day = DaySummary(TODAY, 300, 12, 0, "trusted", {}).payload()
    office.send(house.of_version(2, 1, "day", house_day))

    def of_version_two(seen: judge.Seen, *_: object) -> DaySummary | None:
        payload: Mapping[str, Any] = house_day
        return DaySummary.from_payload(payload) if seen.version == 2 else None

    monkeypatch.setattr(
        "sync.hq.receive.catching_up.understands", lambda _version, kind: kind == DAY
    )
    monkeypatch.setattr("sync.hq.receive.catching_up.read", of_version_two)
    catch_up(office.hq.database, office.hq.ring)
    assert (present(office, house), kept_unread(office)) == ({str(TODAY): 12}, 0)
