from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import casework, services
from kiosk.domain.casework import (
    REVIEWED_AFTER,
    Call,
    Case,
    FollowUp,
    HomeVisit,
    Kind,
    Note,
    RiskLevel,
)
from kiosk.domain.services import ServiceKind, Step, StepTaken

DAY = date(2026, 11, 24)
WEEK = timedelta(days=7)
DAYS = st.dates(DAY - timedelta(days=400), DAY + timedelta(days=400))

LEVELS = st.sampled_from(sorted(REVIEWED_AFTER))
FOLLOW_UPS = st.builds(FollowUp, st.just("陪奶奶去乡里"), DAYS, st.none() | DAYS)
RISK_LEVELS = st.builds(RiskLevel, DAYS, LEVELS, st.just(""))
CALLS = st.builds(Call, DAYS, st.times(), st.text())
NOTES = st.builds(Note, DAYS, st.just(""))
SERVICE = services.begin(ServiceKind.CASH_SUPPORT, StepTaken(Step.ASKED, DAY))
REFUSED = services.take(SERVICE, StepTaken(Step.REFUSED, DAY))
ENTRIES = st.lists(FOLLOW_UPS | RISK_LEVELS | NOTES | CALLS, max_size=12)


def cases(*entries: casework.Entry) -> list[Case]:
    return [Case(str(n), "panda", entry, "li", seq=n) for n, entry in enumerate(entries)]


@given(DAYS, LEVELS, LEVELS)
def test_a_higher_level_is_looked_at_again_no_later_than_a_lower_one(
    day: date, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    assert day < RiskLevel(day, high, "").due <= RiskLevel(day, low, "").due


@given(ENTRIES)
def test_due_soon_is_all_that_is_late_or_due_in_a_week_and_the_first_comes_first(
    entries: list[casework.Entry],
) -> None:
    found = casework.due_soon(cases(*entries), DAY)
    days = [casework.due_on(case) for case in found]
    assert days == sorted(days)
    open_days = [casework.due_on(case) for case in cases(*entries)]
    assert len(found) == len([day for day in open_days if day and day <= DAY + WEEK])


def test_a_follow_up_that_is_done_is_not_due_any_more() -> None:
    late = FollowUp("陪奶奶去乡里", DAY - WEEK)
    assert casework.due_soon(cases(late), DAY)
    assert not casework.due_soon(cases(FollowUp(late.reason, late.due, done=DAY)), DAY)


@given(ENTRIES)
def test_the_level_that_stands_is_the_last_one(entries: list[casework.Entry]) -> None:
    found = casework.standing(cases(*entries), date.max)
    levels = [entry for entry in entries if isinstance(entry, RiskLevel)]
    if found is None:
        assert levels == []
    else:
        assert isinstance(found.entry, RiskLevel)
        assert all(found.entry.day >= level.day for level in levels)


def test_of_two_levels_of_one_day_the_one_written_last_stands() -> None:
    found = casework.standing(cases(RiskLevel(DAY, 4, ""), RiskLevel(DAY, 1, "")), DAY)
    assert found and found.id == "1"


@given(st.dates(DAY), st.dates(DAY))
def test_a_level_said_by_a_clock_that_ran_ahead_stands_until_the_next_is_said(
    ahead: date, further: date
) -> None:
    levels = RiskLevel(ahead, 1, ""), RiskLevel(further, 2, ""), RiskLevel(DAY, 4, "")
    for count in range(1, len(levels) + 1):
        found = casework.standing(cases(*levels[:count]), DAY)
        assert found and found.entry == levels[count - 1]


def test_a_follow_up_taken_back_is_open_again() -> None:
    done = FollowUp("陪奶奶去乡里", DAY, DAY, "办好了")
    assert casework.take_back(done) == FollowUp("陪奶奶去乡里", DAY)
    assert casework.take_back(FollowUp("陪奶奶去乡里", DAY)) is None
    assert casework.take_back(Note(DAY, "")) is None


def test_a_counselor_rewrites_what_she_wrote_or_what_nobody_in_office_did() -> None:
    (case,) = cases(Note(DAY, ""))
    assert casework.may_correct(case, "li", {"li", "wang"})
    assert not casework.may_correct(case, "wang", {"li", "wang"})
    assert casework.may_correct(case, "wang", {"wang"})
    assert not casework.may_correct(Case("1", "panda", None), "wang", {"wang"})


def test_home_visits_and_services_given_are_counted_in_the_month_they_happened() -> None:
    asked = services.begin(ServiceKind.CASH_SUPPORT, StepTaken(Step.ASKED, date(2026, 10, 30)))
    assert casework.counted(asked) == {}
    agreed = services.take(asked, StepTaken(Step.AGREED, date(2026, 10, 31)))
    given_ = services.take(agreed, StepTaken(Step.GIVEN, date(2026, 11, 2)))
    assert casework.counted(given_) == {("2026-11", "given_cash_support"): 1}
    assert casework.counted(HomeVisit(DAY, "奶奶", "", "")) == {("2026-11", "home_visits"): 1}
    assert casework.counted(Note(DAY, "")) == casework.counted(None) == {}


@given(CALLS)
def test_a_call_is_counted_nowhere_and_never_waits(call: Call) -> None:
    assert casework.counted(call) == {}
    assert not casework.is_open(call)
    assert casework.take_back(call) is None
    assert casework.due_on(cases(call)[0]) is None


def test_a_call_stands_among_the_records_by_its_day() -> None:
    call = Call(DAY, time(7, 40), "police")
    ordered = sorted(cases(Note(DAY - WEEK, ""), call, Note(DAY + WEEK, "")), key=lambda c: c.order)
    assert ordered[1].entry == call


def service(*steps: StepTaken) -> services.Service:
    return services.Service(ServiceKind.CASH_SUPPORT, steps)


def test_every_entry_is_of_its_kind() -> None:
    visit = HomeVisit(DAY, "奶奶", "", "")
    entries = [FollowUp("", DAY), RiskLevel(DAY, 1, ""), visit, service(StepTaken(Step.GIVEN, DAY))]
    assert [casework.kind_of(entry) for entry in entries] == [
        Kind.FOLLOW_UP,
        Kind.RISK_LEVEL,
        Kind.HOME_VISIT,
        Kind.SERVICE,
    ]


def test_what_waits_for_a_step_is_open_and_what_is_done_is_not() -> None:
    asked, closed = StepTaken(Step.ASKED, DAY), StepTaken(Step.CLOSED, DAY)
    assert casework.is_open(service(asked))
    assert not casework.is_open(service(asked, closed))
    assert casework.is_open(FollowUp("", DAY))
    assert not casework.is_open(FollowUp("", DAY, done=DAY))
    assert casework.is_open(RiskLevel(DAY, 1, ""))
    assert not casework.is_open(Note(DAY, ""))


def test_of_what_is_due_on_one_day_the_first_written_comes_first_and_the_undated_last() -> None:
    asked = service(StepTaken(Step.ASKED, DAY - WEEK))
    found = casework.due_first(reversed(cases(FollowUp("", DAY), FollowUp("", DAY), asked)))
    assert [case.id for case in found] == ["0", "1", "2"]


def test_the_last_step_of_a_service_is_taken_back() -> None:
    asked, agreed = StepTaken(Step.ASKED, DAY), StepTaken(Step.AGREED, DAY)
    assert casework.take_back(service(asked, agreed)) == service(asked)


def test_records_stand_by_the_last_day_they_tell_of_and_damaged_ones_before_them() -> None:
    asked, given_ = StepTaken(Step.ASKED, DAY - WEEK), StepTaken(Step.GIVEN, DAY + WEEK)
    damaged = Case("damaged", "panda", None, seq=9)
    waits, done = FollowUp("", DAY - WEEK), FollowUp("", DAY - WEEK, done=DAY + 2 * WEEK)
    here = [*cases(service(asked, given_), done, Note(DAY, ""), waits), damaged]
    ordered = sorted(here, key=lambda case: case.order)
    assert [case.id for case in ordered] == ["damaged", "3", "2", "0", "1"]


@given(ENTRIES)
def test_what_goes_on_comes_in_front_and_all_else_stays_in_its_order(
    entries: list[casework.Entry],
) -> None:
    found = cases(*entries, SERVICE, REFUSED)
    sorted_ = casework.to_do_first(found)
    waits = [case for case in sorted_ if isinstance(case.entry, FollowUp) and not case.entry.done]
    assert sorted_[: len(waits)] == casework.due_first(waits)
    assert sorted_[len(waits)].entry == SERVICE
    gone_on = [*waits, sorted_[len(waits)]]
    assert sorted_[len(gone_on) :] == [case for case in found if case not in gone_on]
