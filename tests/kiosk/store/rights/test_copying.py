"""A copy has what is of the child, in time, and nothing of how the house works inside."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from hardware.clock import Reading
from kiosk.domain.casework import Call, Note
from kiosk.domain.children import Child
from kiosk.domain.holdings import Group
from kiosk.errors import UnknownChild
from kiosk.house import House
from kiosk.store.rights import copying
from kiosk.store.work import cases
from kiosk.timekeeper import Timekeeper
from tests.cast import Hands
from tests.kiosk.counselor.panel import audited
from tests.kiosk.store.belongings import fill

DAY = date(2026, 11, 24)
EIGHT = "2026-11-24T08:00:00+08:00"

# Every name that a family reads in the copy; one more would tell how the house works inside.
NAMES = {
    Group.CARD: "active added_at band birth category circle code colour first_day games household"
    " id keeps language legal_name nickname picture",
    Group.HOUSEHOLD: "id people",
    Group.CONSENTS: "at given guardian purpose seq signed version way witness",
    Group.VISITS: "at day how left_at seq",
    Group.MOODS: "about at day face seq shown",
    Group.FEEDBACK: "at day face seq",
    Group.PLAYS: "at fact game level ms right seats seq skill",
    Group.RATINGS: "answers last rating skill",
    Group.TALKS: "answered at day id seq",
    Group.CASES: "at by day id kind open seq text",
    Group.ACTIVITIES: "at day id minutes month name seq start",
    Group.TAGS: "",
    Group.FETCHINGS: "at by day seq",
    Group.SNOOZES: "by id talked until",
}


def copy_of(house: House, child: Child, newest: int | None = None) -> copying.Copy:
    with house.database.transaction() as db:
        return copying.copy_of(db, house.vault, child.id, house.clock(), newest)


def test_every_row_has_the_names_that_a_family_reads_and_no_other(
    unlocked: House, panda: Child, owl: Child
) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    clock = Timekeeper(unlocked.database, lambda: Reading(at, 60.0, synchronised=False), "b1")
    fill(replace(unlocked, clock=clock), panda, owl)
    copy = copy_of(unlocked, panda)
    found = {group: {" ".join(sorted(row)) for row in rows} for group, rows in copy.items()}
    assert found == {group: {names} for group, names in NAMES.items()}
    times = {row[name] for rows in copy.values() for row in rows for name in row if name == "at"}
    (card,), (visit,) = copy[Group.CARD], copy[Group.VISITS]
    assert card["category"] == "留守儿童 Left-behind child"
    assert times | {card["added_at"], visit["left_at"]} == {EIGHT}


def test_a_child_that_is_still_here_has_gone_at_no_time(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE visits SET left_at = NULL")
    assert [row["left_at"] for row in copy_of(unlocked, panda)[Group.VISITS]] == [None]


def test_case_records_are_told_in_the_order_of_time_without_calls_and_the_newest_alone_if_asked(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    for number in range(8):
        entry = Note(DAY, f"{number}") if number % 2 else Call(DAY, time(9), "12355")
        with unlocked.database.transaction() as db:
            cases.add(db, unlocked.vault, panda.id, entry, unlocked.clock())
        hands.forward(minutes=1)
    whole, last = copy_of(unlocked, panda), copy_of(unlocked, panda, newest=2)
    assert [row["text"] for row in whole[Group.CASES]] == ["1", "3", "5", "7"]
    assert [row["text"] for row in last[Group.CASES]] == ["5", "7"]


def test_of_each_group_that_lies_in_order_the_newest_are_told_if_so_many_were_asked_for(
    unlocked: House, panda: Child
) -> None:
    fill(unlocked, panda)
    whole, last = copy_of(unlocked, panda), copy_of(unlocked, panda, newest=1)
    for group in (Group.CONSENTS, Group.MOODS):
        numbers = [row["seq"] for row in whole[group]]
        assert len(numbers) > 1 and numbers == sorted(numbers)
        assert last[group] == whole[group][-1:]


def test_a_damaged_record_is_copied_as_that(unlocked: House, panda: Child) -> None:
    fill(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE feedback SET answer = zeroblob(600)")
    (row,) = copy_of(unlocked, panda)[Group.FEEDBACK]
    assert (row["unreadable"], row["at"]) == (True, EIGHT)


def test_a_category_or_group_that_is_gone_is_told_as_far_as_it_is_known(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("DELETE FROM categories")
    (card,) = copy_of(unlocked, panda)[Group.CARD]
    assert (card["category"], card["circle"]) == ("left_behind", None)


def test_nobody_is_copied_who_is_unknown_and_who_is_is_noted(unlocked: House, panda: Child) -> None:
    copy_of(unlocked, panda)
    assert audited(unlocked)[-1] == ("exported child", panda.id)
    with unlocked.database.transaction() as db, pytest.raises(UnknownChild):
        copying.copy_of(db, unlocked.vault, "nobody", unlocked.clock())
    assert audited(unlocked)[-1] == ("exported child", panda.id)
