from datetime import date

import pytest

from kiosk.domain.children import Child
from kiosk.domain.concern import Snooze
from kiosk.domain.moment import ClockState
from kiosk.errors import UnknownChild, VaultLocked
from kiosk.house import House, open_house
from kiosk.store.keys.vault import SHORT
from kiosk.store.work import snoozes
from tests.cast import Hands, unlock
from tests.kiosk.counselor.panel import audited

IN_TWO_WEEKS = Snooze(date(2026, 12, 8))
TALKED = Snooze(date(2026, 12, 8), talked=date(2026, 11, 24))


def put_off(house: House, child: Child, snooze: Snooze) -> None:
    with house.database.transaction() as db:
        snoozes.put_off(db, house.vault, child.id, snooze, house.clock())


def everything(house: House) -> dict[str, Snooze]:
    with house.database.reading() as db:
        return snoozes.everything(db, house.vault)


def test_one_holds_for_its_child_and_the_last_one_counts(
    unlocked: House, panda: Child, owl: Child
) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    put_off(unlocked, panda, TALKED)
    assert everything(unlocked) == {panda.id: TALKED}
    with unlocked.database.reading() as db:
        assert snoozes.of_child(db, unlocked.vault, panda.id) == TALKED
        assert snoozes.of_child(db, unlocked.vault, owl.id) is None


def test_it_is_still_there_after_the_house_was_switched_off(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    unlocked.close()
    again = open_house(unlocked.config, hands)
    unlock(again)
    assert everything(again) == {panda.id: IN_TWO_WEEKS}
    again.close()


def test_it_can_be_ended_once(unlocked: House, panda: Child, owl: Child) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    for child in (owl, panda, panda):
        with unlocked.database.transaction() as db:
            snoozes.end(db, unlocked.vault, child.id, unlocked.clock())
    assert everything(unlocked) == {}
    assert [action for action, _ in audited(unlocked)].count("deleted case record") == 1


def test_nobody_is_put_off_who_is_not_there(unlocked: House) -> None:
    with pytest.raises(UnknownChild), unlocked.database.transaction() as db:
        snoozes.put_off(db, unlocked.vault, "nobody", IN_TWO_WEEKS, unlocked.clock())
    with pytest.raises(UnknownChild), unlocked.database.transaction() as db:
        snoozes.end(db, unlocked.vault, "nobody", unlocked.clock())


def test_neither_its_row_nor_the_audit_tells_whose_it_is(
    unlocked: House, panda: Child, owl: Child
) -> None:
    before = len(audited(unlocked))
    put_off(unlocked, panda, IN_TWO_WEEKS)
    put_off(unlocked, owl, TALKED)
    with unlocked.database.reading() as db:
        rows = db.execute("SELECT id, whose, record FROM snoozes").fetchall()
    assert {len(record) for _, _, record in rows} == {SHORT + 48}
    for id_, whose, record in rows:
        for child in (panda, owl):
            assert child.id not in id_
            assert not [cell for cell in (whose, record) if bytes.fromhex(child.id) in cell]
            assert not [cell for cell in (whose, record) if child.id.encode() in cell]
    assert audited(unlocked)[before:] == [("added case record", "a record")] * 2


def test_those_that_are_over_go_but_not_by_a_clock_that_may_have_leapt(
    unlocked: House, panda: Child, owl: Child, hands: Hands
) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    put_off(unlocked, owl, Snooze(date(2026, 12, 9)))
    hands.forward(days=14)
    for clock, left in (
        (ClockState.ESTIMATED, {panda.id, owl.id}),
        (ClockState.UNKNOWN, {panda.id, owl.id}),
        (ClockState.TRUSTED, {owl.id}),
    ):
        hands.clock = clock
        with unlocked.database.transaction() as db:
            snoozes.let_go(db, unlocked.vault, unlocked.clock())
        assert set(everything(unlocked)) == left


def test_a_damaged_one_puts_nothing_off_and_can_be_written_anew(
    unlocked: House, panda: Child
) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE snoozes SET record = zeroblob(length(record))")
    assert everything(unlocked) == {}
    put_off(unlocked, panda, TALKED)
    assert everything(unlocked) == {panda.id: TALKED}


def test_while_the_vault_is_locked_nobody_reads_one(unlocked: House, panda: Child) -> None:
    put_off(unlocked, panda, IN_TWO_WEEKS)
    unlocked.vault.lock()
    with pytest.raises(VaultLocked):
        everything(unlocked)
