from datetime import date, time

from kiosk.closing import close_day
from kiosk.domain.activities import Activity
from kiosk.domain.casework import HomeVisit
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.domain.services import ServiceKind, Step, StepTaken, begin
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store import month_facts
from kiosk.store.attendance import visits
from kiosk.store.work import activities, cases
from sync.month_summary import MonthSummary
from tests.cast import Hands, add_child, leave_the_program

NOVEMBER = date(2026, 11, 1)


def live(house: House, hands: Hands, days: int, *children: Child) -> None:
    """Let children come on so many days, from today on."""
    for _ in range(days):
        with house.database.transaction() as db:
            for child in children:
                visits.check_in(db, child.id, hands())
        hands.forward(hours=2)
        with house.database.transaction() as db:
            for child in children:
                visits.leave(db, child.id, hands())
        close_day(house, hands().day, Closing.CLOCK, "clock")
        hands.forward(hours=22)


def count(house: House, month: date = NOVEMBER) -> MonthSummary:
    with house.database.reading() as db:
        return month_facts.count(db, month)


def test_a_month_tells_each_closed_day_and_its_sums(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 3, panda)
    counted = count(unlocked)
    assert counted.headcounts == (*[None] * 23, 1, 1, 1, *[None] * 4)
    assert (counted.minutes_open, counted.children) == (360, 1)
    assert (counted.newcomers, counted.enrolled) == (1, 1)
    assert count(unlocked, date(2026, 12, 1)).headcounts == (None,) * 31


def test_what_was_done_is_counted_from_the_tallies(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 1, panda)
    day, met = date(2026, 11, 24), StepTaken(Step.GIVEN, date(2026, 11, 24))
    with unlocked.database.transaction() as db:
        activity = Activity("读绘本", day, time(16), 45, frozenset({panda.id}))
        activities.add(db, unlocked.vault, activity, hands())
        cases.add(db, unlocked.vault, panda.id, HomeVisit(day, "奶奶", "", ""), hands())
        for kind in (ServiceKind.WELFARE_PACK, ServiceKind.MENTAL_HEALTH_CONSULTATION):
            cases.add(db, unlocked.vault, panda.id, begin(kind, met), hands())
    counted = count(unlocked)
    assert (counted.activity_minutes, counted.participations) == (45, 1)
    assert (counted.home_visits, counted.services) == (1, {"welfare": 1, "mental": 1})


def test_every_service_has_a_name_on_the_wire() -> None:
    assert set(month_facts.SERVICES) == set(ServiceKind)
    assert len(set(month_facts.SERVICES.values())) == len(ServiceKind)


def test_a_week_is_open_when_children_came_on_five_of_its_days(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 5, panda)  # Tuesday to Saturday
    live(unlocked, hands, 2)  # nobody came
    assert count(unlocked).standards["open"] == (1, 1)
    live(unlocked, hands, 4, panda)
    live(unlocked, hands, 3)
    assert count(unlocked, date(2026, 12, 1)).standards["open"] == (0, 4)


def test_of_a_running_month_only_weeks_that_are_over_count(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 5, panda)
    with unlocked.database.reading() as db:
        before = month_facts.count(db, NOVEMBER, date(2026, 11, 28))
        after = month_facts.count(db, NOVEMBER, date(2026, 11, 29))
    assert before.standards == {"open": (0, 0), "seen": (0, 0)}
    assert after.standards == {"open": (1, 1), "seen": (1, 1)}


def test_children_are_seen_week_by_week_of_those_enrolled(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    other = add_child(unlocked, "小石", keeps=set(Purpose), birth=date(2018, 1, 1))
    live(unlocked, hands, 2, panda)
    assert count(unlocked).standards["seen"] == (1, 2)
    live(unlocked, hands, 1, panda, other)
    assert count(unlocked).standards["seen"] == (2, 2)
    leave_the_program(unlocked, other)
    assert (count(unlocked).standards["seen"], count(unlocked).enrolled) == ((2, 2), 1)


def test_a_child_that_came_later_was_not_enrolled_before(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 10, panda)
    add_child(unlocked, "小石", keeps=set(Purpose), birth=date(2018, 1, 1))
    assert count(unlocked).enrolled == 1
    assert count(unlocked, date(2026, 12, 1)).enrolled == 2


def test_a_day_still_tells_that_an_erased_child_came(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    live(unlocked, hands, 1, panda)
    erase_child(unlocked, panda.id)
    counted = count(unlocked)
    assert (counted.children, counted.newcomers, counted.enrolled) == (1, 1, 0)


def test_more_than_the_wire_holds_is_told_as_the_most(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        for what in ("activity_minutes", "home_visits", "given_cash_support"):
            db.execute("INSERT INTO tallies VALUES ('2026-11', ?, 70000)", [what])
        db.execute("INSERT INTO tallies VALUES ('2026-11', 'participations', -1)")
    counted = count(unlocked)
    assert (counted.activity_minutes, counted.home_visits) == (65535, 65535)
    assert (counted.services, counted.participations) == ({"cash": 65535}, 0)
    assert MonthSummary.from_payload(counted.payload()) == counted
