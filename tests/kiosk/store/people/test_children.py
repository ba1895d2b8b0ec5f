from dataclasses import replace
from datetime import date, datetime

import pytest
import sqlite_utils

from kiosk import keyholders
from kiosk.domain.allowed import Allowed
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import HOUSE_ZONE, ClockState
from kiosk.errors import UnknownChild, VaultLocked
from kiosk.house import House
from kiosk.store.attendance import by_hand, visits
from kiosk.store.people import children
from tests.cast import LEGAL_NAME, PASSPHRASE, Hands, add_child
from tests.kiosk.counselor.panel import audited, damage_file


@pytest.fixture
def left(unlocked: House, owl: Child) -> Child:
    """The boy, who has left the program."""
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, owl.id)
        gone = replace(owl, active=False)
        children.change(db, unlocked.vault, gone, file, unlocked.clock())
    return gone


def test_who_left_is_among_those_who_come_only_where_asked_for(
    unlocked: House, panda: Child, left: Child
) -> None:
    with unlocked.database.reading() as db:
        assert children.coming(db) == [panda]
        assert children.coming(db, {left.id}) == [panda, left]
        assert children.coming(db, {panda.id, "nobody"}) == [panda]
        assert children.everyone(db) == [panda, left]


def card_of(house: House, child: Child) -> tuple[str, str]:
    with house.database.reading() as db:
        found = children.get(db, child.id)
    return found.band.value, found.games.value


def test_unlocking_lets_children_have_their_birthdays(unlocked: House, hands: Hands) -> None:
    chick = add_child(unlocked, "豆豆", keeps=set(), birth=date(2020, 12, 1))
    calf = add_child(unlocked, "牛牛", keeps=set(), birth=date(2018, 12, 1))
    assert (card_of(unlocked, chick), card_of(unlocked, calf)) == (("4-7", "none"), ("4-7", "all"))
    unlocked.vault.lock()
    hands.forward(days=8)
    keyholders.unlock(unlocked, PASSPHRASE)
    assert (card_of(unlocked, chick), card_of(unlocked, calf)) == (("4-7", "all"), ("8-10", "all"))


def test_who_was_here_before_the_question_was_asked_is_asked_for_by_its_age(
    unlocked: House, panda: Child
) -> None:
    chick = add_child(unlocked, "豆豆", keeps=set(), birth=date(2022, 3, 14))
    with unlocked.database.transaction() as db:
        db.execute("UPDATE children SET games = 'all'")
        children.refresh_ages(db, unlocked.vault, unlocked.clock())
    assert card_of(unlocked, chick) == ("4-7", "none")
    assert card_of(unlocked, panda) == ("4-7", "all")


def test_nobody_ages_without_a_clock_nor_by_a_damaged_file(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE children SET games = 'none'")
        hands.clock = ClockState.UNKNOWN
        children.refresh_ages(db, unlocked.vault, unlocked.clock())
        assert children.get(db, panda.id).games is Allowed.NONE
        hands.clock = ClockState.TRUSTED
    damage_file(unlocked, panda)
    with unlocked.database.transaction() as db:
        children.refresh_ages(db, unlocked.vault, unlocked.clock())
    assert card_of(unlocked, panda) == ("4-7", "none")


def test_a_refresh_that_changes_nothing_writes_nothing(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        before = db.conn.total_changes
        children.refresh_ages(db, unlocked.vault, unlocked.clock())
        assert db.conn.total_changes == before


def test_legal_names_are_told_of_whose_file_can_be_read(
    unlocked: House, panda: Child, owl: Child
) -> None:
    damage_file(unlocked, owl)
    with unlocked.database.reading() as db:
        assert children.legal_names(db, unlocked.vault) == {panda.id: LEGAL_NAME}
    unlocked.vault.lock()
    with unlocked.database.reading() as db, pytest.raises(VaultLocked):
        children.legal_names(db, unlocked.vault)


def test_it_is_noted_when_a_child_is_added_or_its_card_or_home_is_changed(
    unlocked: House, owl: Child
) -> None:
    added = [line for line in audited(unlocked) if line == ("added child", owl.id)]
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, owl.id)
        children.change(db, unlocked.vault, owl, file, unlocked.clock())
        children.set_code(db, owl.id, "123", "li", unlocked.clock())
        children.move(db, unlocked.vault, owl.id, file.household, unlocked.clock())
    did = ("changed child", "changed child", "changed household")
    assert added and audited(unlocked)[-3:] == [(one, owl.id) for one in did]


def test_those_who_left_are_counted(unlocked: House, panda: Child, left: Child) -> None:
    add_child(unlocked, "豆豆", keeps=set(), birth=date(2020, 12, 1))
    with unlocked.database.reading() as db:
        assert children.count_left(db) == 1


def test_a_damaged_file_keeps_no_other_child_from_its_birthday(
    unlocked: House, panda: Child, owl: Child
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE children SET games = 'none', band = '11-14'")
        first = min(panda, owl, key=lambda one: _rowid(db, one))
        other = owl if first == panda else panda
        db.execute("UPDATE children SET file = zeroblob(600) WHERE id = ?", [first.id])
        children.refresh_ages(db, unlocked.vault, unlocked.clock())
        assert children.get(db, first.id).band.value == "11-14"
        assert children.get(db, other.id).band == other.band


def _rowid(db: sqlite_utils.Database, child: Child) -> int:
    return int(db.execute("SELECT rowid FROM children WHERE id = ?", [child.id]).fetchone()[0])


@pytest.mark.parametrize("lets", [True, False])
def test_whether_a_child_may_be_fetched_is_told_by_its_household_or_by_nobody(
    unlocked: House, panda: Child, lets: bool
) -> None:
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, panda.id)
        people = tuple(replace(one, may_fetch=lets) for one in file.household.people)
        household = replace(file.household, people=people)
        children.move(db, unlocked.vault, panda.id, household, unlocked.clock())
        assert children.may_be_fetched(db, unlocked.vault, panda.id) is lets
    damage_file(unlocked, panda)
    with unlocked.database.reading() as db:
        assert children.may_be_fetched(db, unlocked.vault, panda.id)


def test_who_left_is_not_expected_and_paper_of_another_day_makes_nobody_expected_again(
    unlocked: House, panda: Child, left: Child, hands: Hands
) -> None:
    chick = add_child(unlocked, "豆豆", keeps=set(Purpose), birth=date(2020, 12, 1))
    paper = datetime(2026, 11, 20, 9, tzinfo=HOUSE_ZONE)
    with unlocked.database.transaction() as db:
        visits.check_in(db, chick.id, hands())
        by_hand.back_fill(db, chick.id, paper.date(), paper, None, hands(), "li")
        expected = children.arriving_first(db, hands().day)
    assert [one.id for one in expected] == [panda.id, chick.id]


def test_nobody_unknown_has_a_file(unlocked: House, panda: Child) -> None:
    with unlocked.database.reading() as db, pytest.raises(UnknownChild):
        children.file_of(db, unlocked.vault, "nobody")
