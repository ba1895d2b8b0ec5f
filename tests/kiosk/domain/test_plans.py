from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.plans import Plan, Planned, PlanRecord, planned, settle

WEDNESDAY = date(2026, 11, 25)
ONCE = Plan("远足", WEDNESDAY, time(9), 120)
WEEKLY = Plan("读绘本", WEDNESDAY, time(15), 60, weekly=True)

plans = st.builds(
    Plan,
    st.sampled_from(["reading", "football"]),
    st.dates(date(2026, 10, 1), date(2027, 1, 31)),
    st.times(),
    st.integers(5, 600),
    st.booleans(),
)
days = st.dates(date(2026, 10, 1), date(2027, 1, 31))


def on(plan: Plan, today: date) -> list[date]:
    return [one.day for one in planned([PlanRecord("a", plan)], today)]


def test_a_weekly_plan_shows_two_weeks_ahead_and_what_was_not_told_of_the_last() -> None:
    assert on(WEEKLY, WEDNESDAY) == [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)]
    assert on(WEEKLY, date(2026, 12, 1))[0] == date(2026, 11, 25)
    assert on(WEEKLY, date(2026, 12, 3))[0] == date(2026, 12, 2)
    assert on(WEEKLY, date(2026, 11, 11)) == [WEDNESDAY]
    assert on(WEEKLY, date(2026, 11, 10)) == []


def test_one_day_alone_waits_until_it_is_told_about() -> None:
    assert on(ONCE, date(2026, 11, 10)) == []
    assert on(ONCE, date(2026, 11, 11)) == [WEDNESDAY]
    assert on(ONCE, date(2027, 3, 1)) == [WEDNESDAY]
    told = settle(ONCE, WEDNESDAY)
    assert told.is_over and on(told, WEDNESDAY) == []


def test_a_damaged_plan_is_no_plan() -> None:
    assert planned([PlanRecord("a", None)], WEDNESDAY) == []


def test_what_is_first_stands_first() -> None:
    early = Plan("早操", WEDNESDAY, time(8), 20)
    found = planned([PlanRecord("b", WEEKLY), PlanRecord("a", early)], WEDNESDAY)
    assert found[0] == Planned("a", early, WEDNESDAY)


@given(plans, days, days)
def test_a_settled_day_is_asked_about_no_more_and_no_other_day_changes(
    plan: Plan, today: date, told: date
) -> None:
    before = on(plan, today)
    assert all(plan.falls_on(day) for day in before)
    assert on(settle(plan, told), today) == [day for day in before if day != told]


@given(st.permutations(range(4)))
def test_on_its_own_weekday_a_plan_asks_four_times_and_about_none_again(order: list[int]) -> None:
    today, plan = WEDNESDAY + timedelta(weeks=1), WEEKLY
    listed = on(plan, today)
    assert listed == [WEDNESDAY + timedelta(weeks=week) for week in range(4)]
    for number, at in enumerate(order, 1):
        plan = settle(plan, listed[at])
        assert on(plan, today) == [listed[one] for one in sorted(order[number:])]


@given(plans, st.lists(st.integers(0, 60), max_size=60))
def test_what_is_remembered_stays_small(plan: Plan, weeks: list[int]) -> None:
    for week in sorted(weeks):
        plan = settle(plan, plan.first + timedelta(weeks=week))
    # As many as can be listed on one day.
    assert len(plan.settled) <= 4


def test_a_weekly_plan_falls_on_its_weekday_from_its_first_day_on() -> None:
    week, day = timedelta(weeks=1), timedelta(days=1)
    found = [WEDNESDAY - week, WEDNESDAY, WEDNESDAY + day, WEDNESDAY + week]
    assert [WEEKLY.falls_on(one) for one in found] == [False, True, False, True]
    assert [ONCE.falls_on(one) for one in found] == [False, True, False, False]


def test_what_was_told_stays_told_as_long_as_it_could_be_asked_and_in_whatever_order() -> None:
    first, second, third, fourth, fifth = (WEDNESDAY + timedelta(weeks=n) for n in range(5))
    both = frozenset({first, second})
    assert settle(settle(WEEKLY, first), second).settled == both
    assert settle(settle(WEEKLY, second), first).settled == both
    assert settle(settle(WEEKLY, first), third).settled == {first, third}
    assert settle(settle(WEEKLY, first), fourth).settled == {first, fourth}
    assert settle(settle(WEEKLY, first), fifth).settled == {fifth}
