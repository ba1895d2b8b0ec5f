"""The old goes once an evening, and a wrong clock takes nothing with it."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest

from hardware.clock import Reading
from kiosk import forgetting
from kiosk.caretaker import forget
from kiosk.domain.audit import CLOCK, Action
from kiosk.domain.children import Child
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.moment import ClockState
from kiosk.domain.moods import Face
from kiosk.domain.retention import Shelf
from kiosk.house import House
from kiosk.store.attendance import moods, visits
from kiosk.store.rights import forgotten, retention
from kiosk.store.rights.forgotten import ERASED
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited

EVENING = 12.5  # hours after eight in the morning: the house closes at eight


@pytest.fixture
def old(unlocked: House, panda: Child, hands: Hands) -> House:
    """A house in which somebody felt something a hundred days ago."""
    keep(unlocked, panda)
    for _ in range(10):
        hands.forward(days=10)
        forgetting.let_go_of_the_old(unlocked)
    return unlocked


def keep(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        moods.keep(db, house.vault, child.id, Face.LOW, house.clock())
        visits.check_in(db, child.id, house.clock())


def left(house: House) -> int:
    with house.database.reading() as db:
        return int(db.table("moods").count)


def test_it_goes_in_the_evening_and_the_audit_tells_how_much(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    keep(unlocked, panda)
    with unlocked.database.reading() as db:
        (answer,) = db.execute("SELECT answer FROM moods").fetchone()
    hands.forward(days=45)
    assert forgetting.let_go_of_the_old(unlocked) == {}
    hands.forward(days=45)
    assert forgetting.let_go_of_the_old(unlocked) == {}
    hands.forward(days=1)
    assert forgetting.let_go_of_the_old(unlocked) == {Shelf.MOODS: 1}
    assert left(unlocked) == 0
    files = unlocked.database.path.parent.glob("house.db*")
    assert not any(answer[:64] in file.read_bytes() for file in files)
    assert ("let go of the old", "moods 1") in audited(unlocked)
    with unlocked.database.reading() as db:
        query = "SELECT who FROM audit WHERE action = ?"
        assert db.execute(query, [Action.LET_GO]).fetchall() == [(CLOCK,)]


def test_once_an_evening_is_enough(old: House, panda: Child, hands: Hands) -> None:
    assert left(old) == 0
    keep(old, panda)
    with old.database.transaction() as db:
        db.execute("UPDATE moods SET day = '2026-11-25'")
    assert forgetting.let_go_of_the_old(old) == {}
    hands.forward(hours=EVENING)
    assert forgetting.let_go_of_the_old(old) == {Shelf.MOODS: 1}


def test_an_evening_without_anything_old_leaves_no_line(house: House, hands: Hands) -> None:
    before = len(audited(house))
    hands.forward(hours=EVENING)
    assert forgetting.let_go_of_the_old(house) == {}
    assert len(audited(house)) == before
    with house.database.reading() as db:
        assert retention.last(db) is not None


@pytest.mark.parametrize("clock", [ClockState.ESTIMATED, ClockState.UNKNOWN])
def test_a_wrong_2040_erases_nothing(
    unlocked: House, panda: Child, hands: Hands, clock: ClockState
) -> None:
    keep(unlocked, panda)
    hands.forward(hours=EVENING)
    forgetting.let_go_of_the_old(unlocked)
    hands.at, hands.clock = datetime(2040, 6, 1, 13, tzinfo=UTC), clock
    for _ in range(3):
        assert forgetting.let_go_of_the_old(unlocked) == {}
        hands.forward(days=1)
    assert left(unlocked) == 1
    hands.clock = ClockState.TRUSTED
    gone = forgetting.let_go_of_the_old(unlocked)
    assert gone[Shelf.MOODS] == gone[Shelf.VISITS] == 1


def test_a_house_that_is_not_set_up_has_nothing_old(bare_house: House) -> None:
    assert forgetting.let_go_of_the_old(bare_house) == {}


def test_a_child_who_taps_meanwhile_does_not_wait_for_the_end(
    unlocked: House, panda: Child, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "STEP", 5)
    with unlocked.database.transaction() as db:
        for _ in range(100):
            moods.keep(db, unlocked.vault, panda.id, Face.LOW, hands())
        db.execute("UPDATE moods SET day = '2026-11-01'")
    hands.forward(days=59)
    with unlocked.database.transaction() as db:
        retention.note_last(db, hands().day)
    hands.forward(days=40)
    at_work = Thread(target=forgetting.let_go_of_the_old, args=[unlocked])
    at_work.start()
    keep(unlocked, panda)
    seen = left(unlocked)
    at_work.join()
    assert seen > 1 and left(unlocked) == 1


def test_erasing_empties_the_log(unlocked: House, panda: Child) -> None:
    wal = unlocked.database.path.with_name("house.db-wal")
    assert wal.stat().st_size > 0
    forgetting.erase_child(unlocked, panda.id)
    assert wal.stat().st_size == 0


def test_a_list_of_the_forgotten_that_cannot_be_written_now_stops_no_round(
    unlocked: House, panda: Child
) -> None:
    forgetting.erase_child(unlocked, panda.id)
    path = unlocked.config.directory / forgotten.FILE_NAME
    path.unlink()
    path.mkdir()
    forget(unlocked)
    path.rmdir()
    forget(unlocked)
    listed = forgotten.listed([unlocked.config.directory], [panda.id])
    assert [one.what for one in listed] == [ERASED]


def test_the_date_that_a_counselor_confirmed_is_noted_and_the_old_goes_on_from_it(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    keep(unlocked, panda)
    hands.forward(days=800)
    hands.clock = ClockState.ESTIMATED
    assert not forgetting.may_let_go(unlocked, hands())
    forgetting.confirm_the_date(unlocked)
    assert audited(unlocked)[-1] == ("confirmed the date", hands().day.isoformat())
    assert forgetting.may_let_go(unlocked, hands())
    hands.forward(hours=EVENING)
    assert forgetting.let_go_of_the_old(unlocked)[Shelf.MOODS] == 1


@pytest.mark.parametrize(
    ("source", "sure"),
    [(Source.COUNSELOR, False), (Source.HEADQUARTERS, True), (Source.NETWORK, True)],
)
def test_only_headquarters_and_the_network_are_sure_of_the_year(
    unlocked: House, source: Source, sure: bool
) -> None:
    now = datetime(2026, 11, 25, 1, tzinfo=UTC)
    keeper = Timekeeper(unlocked.database, lambda: Reading(now, 60.0, synchronised=False), "b1")
    served = replace(unlocked, clock=keeper)
    assert not forgetting.is_sure(served)
    assert keeper.consider(source, now) is Verdict.BETTER
    assert forgetting.is_sure(served) is sure
