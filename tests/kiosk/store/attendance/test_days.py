from datetime import date

import pytest

from kiosk.closing import close_day
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.house import House
from kiosk.store import month_facts
from kiosk.store.attendance import days, months, visits
from kiosk.store.attendance.days import Journey
from sync import enrolment, settling
from sync.answer import Answer
from tests.cast import EPOCH, Hands, add_child, enrol

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


def come(house: House, *children: Child) -> None:
    with house.database.transaction() as db:
        for child in children:
            assert visits.check_in(db, child.id, house.clock())


def close(house: House, *closed: date) -> None:
    for day in closed:
        close_day(house, day, Closing.COUNSELOR, "li")


def visits_go(house: House, *, of: date) -> None:
    with house.database.transaction() as db:
        db.execute("DELETE FROM visits WHERE day = ?", [of.isoformat()])


def is_stale(house: House) -> bool:
    with house.database.reading() as db:
        november = months.get(db, TUESDAY)
    assert november
    return november.is_stale


def test_every_closed_day_tells_how_far_its_summary_has_come(unlocked: House, hands: Hands) -> None:
    close_day(unlocked, date(2026, 11, 20), Closing.CLOCK, "clock")
    enrol(unlocked)
    for number in (21, 22, 23):
        hands.forward(hours=1)
        close_day(unlocked, date(2026, 11, number), Closing.COUNSELOR, "li")
    with unlocked.database.transaction() as db:
        answer = Answer(
            house="yuexi-0001", epoch=EPOCH, accepted=2, at=1, refused=(2,), messages=()
        )
        # As if it had been told once more already.
        db.execute("UPDATE outbox SET refused_before = 1")
        settling.acknowledge(db, answer, {1, 2})
        journeys = [journey for _, journey in days.latest_with_journeys(db)]
    assert journeys == [Journey.WAITING, Journey.REFUSED, Journey.ARRIVED, Journey.KEPT]


def test_an_envelope_of_the_same_number_after_a_restore_is_another_days(
    unlocked: House, hands: Hands
) -> None:
    enrol(unlocked)
    close(unlocked, TUESDAY)
    with unlocked.database.transaction() as db:
        enrolment.new_epoch(db)
        db.execute("DELETE FROM outbox")
    hands.forward(days=1)
    close(unlocked, WEDNESDAY)
    with unlocked.database.reading() as db:
        found = days.latest_with_journeys(db)
    assert [one.envelope for one, _ in found] == [1, 1]
    assert [journey for _, journey in found] == [Journey.WAITING, Journey.REFUSED]


def test_closed_days_are_listed_page_by_page(unlocked: House) -> None:
    close(unlocked, *(date(2026, 11, number) for number in range(20, 25)))
    with unlocked.database.reading() as db:
        found = [one.counts.day.day for one, _ in days.latest_with_journeys(db, 2, 1)]
    assert found == [23, 22]


def test_who_is_forgotten_still_counts_on_the_days_on_which_it_came_and_on_no_other(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    for came in ((panda, friend), (panda, friend), (friend,)):
        come(unlocked, *came)
        hands.forward(days=1)
    close(unlocked, TUESDAY, WEDNESDAY, THURSDAY)
    with unlocked.database.transaction() as db:
        days.forget(db, panda.id)
        db.execute("DELETE FROM visits WHERE child = ?", [panda.id])
        db.table("children").update(panda.id, {"first_day": None})
        counts = [days.count(db, day) for day in (TUESDAY, WEDNESDAY, THURSDAY)]
    assert [(one.present, one.newcomers) for one in counts] == [(2, 2), (2, 0), (1, 0)]


def test_one_day_is_settled_and_no_other(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        for day in (TUESDAY, WEDNESDAY):
            visits.unsettle(db, day)
        days.settle(db, TUESDAY)
        found = [days.is_unsettled(db, day) for day in (TUESDAY, WEDNESDAY, THURSDAY)]
        assert days.unsettled(db) == [WEDNESDAY]
    assert found == [False, True, False]


def test_emptied_is_a_day_that_somebody_was_told_to_have_come_on_and_nobody_did(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(days=1)
    come(unlocked, panda)
    hands.forward(days=1)
    come(unlocked, panda)
    close(unlocked, TUESDAY, WEDNESDAY, THURSDAY)
    visits_go(unlocked, of=WEDNESDAY)
    with unlocked.database.transaction() as db:
        assert days.emptied(db) == []
        for day in (TUESDAY, WEDNESDAY, THURSDAY):
            visits.unsettle(db, day)
        assert days.emptied(db) == [WEDNESDAY]


@pytest.mark.parametrize("was_told", [True, False])
def test_a_day_without_visits_is_told_anew_where_it_was_told_and_else_was_none(
    unlocked: House, panda: Child, was_told: bool
) -> None:
    if was_told:
        enrol(unlocked)
    come(unlocked, panda)
    close(unlocked, TUESDAY)
    visits_go(unlocked, of=TUESDAY)
    with unlocked.database.transaction() as db:
        months.keep(db, month_facts.count(db, date(2026, 11, 1)), None, unlocked.clock())
        days.reconsider(db, TUESDAY.isoformat())
        assert (days.get(db, TUESDAY) is not None) == was_told
        assert days.is_unsettled(db, TUESDAY) == was_told
    assert is_stale(unlocked)


def test_a_day_that_is_closed_has_its_month_counted_anew(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        months.keep(db, month_facts.count(db, date(2026, 11, 1)), None, unlocked.clock())
    assert not is_stale(unlocked)
    close(unlocked, TUESDAY)
    assert is_stale(unlocked)
