"""Why a quiet chat may do a child good, and what never is a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.concern import Concern, Reason, Snooze, is_straight_lining, of_answers, of_visits
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.moment import ClockState, Moment

RULES = ConcernRules()
FIRST = date(2026, 9, 1)
# Every day but Sundays, for half a year.
OPEN = [day for day in (FIRST + timedelta(n) for n in range(182)) if day.isoweekday() < 7]

answers = st.lists(st.integers(0, 4), max_size=40)
numbers = st.integers(1, 10)
rules = st.builds(
    ConcernRules,
    answers=numbers,
    lowest_answers=numbers,
    answers_before=numbers,
    fall_faces=st.integers(1, 4),
    same_answers=numbers,
    days_missed=numbers,
    times_longer=st.integers(1, 3),
    weeks_known=st.integers(1, 8),
)
places = st.sets(st.integers(0, len(OPEN) - 1), min_size=1)


def stays_away(came: set[date], was_open: list[date], found: ConcernRules = RULES):
    return of_visits(came, was_open, min(came), found)


@pytest.mark.parametrize(
    ("heights", "concern"),
    [
        ([], None),
        ([0, 0], None),
        ([0, 0, 0], Concern(Reason.LOWEST, 3, 3)),
        ([3, 0, 4, 0, 2, 0], Concern(Reason.LOWEST, 3, 5)),
        ([0, 0, 0, 4, 4, 3], None),
        ([3] * 9 + [1] * 5, None),
        ([3] * 10 + [1] * 5, Concern(Reason.FALL, 5, 10)),
        ([3] * 10 + [1, 1, 3, 1, 4], Concern(Reason.FALL, 5, 10)),
        ([3] * 10 + [2] * 5, None),
        ([1] * 20, None),
        # Of three faces the middle one is as usual to this child as the highest.
        ([4, 2] * 6 + [4] + [2] * 5, None),
        ([4, 2] * 6 + [4] + [0, 2, 0, 2, 4], None),
    ],
)
def test_what_answers_ask_for(heights: list[int], concern: Concern | None) -> None:
    assert of_answers(heights, RULES) == concern


@given(answers, rules)
def test_a_concern_of_answers_is_as_it_says(heights: list[int], found: ConcernRules) -> None:
    concern = of_answers(heights, found)
    last = heights[-found.answers :]
    is_lowest = last.count(0) >= found.lowest_answers
    assert (concern is not None and concern.reason is Reason.LOWEST) == is_lowest
    if is_lowest:
        assert concern == Concern(Reason.LOWEST, last.count(0), len(last))
    elif concern:
        assert concern.count + concern.of == len(heights)
        assert concern.of >= found.answers_before
        assert sum(last) < sum([4] * len(last))


@given(answers, rules)
def test_a_better_answer_never_makes_a_reason(heights: list[int], found: ConcernRules) -> None:
    """The last answers alone are raised; the child's own baseline stays."""
    before, last = heights[: -found.answers], heights[-found.answers :]
    better = [*before, *(min(height + 1, 4) for height in last)]
    if of_answers(heights, found) is None:
        assert of_answers(better, found) is None


@given(st.integers(1, 4), st.integers(0, 40), rules)
def test_a_child_that_always_feels_alike_never_is_a_concern(
    height: int, number: int, found: ConcernRules
) -> None:
    assert of_answers([height] * number, found) is None


@given(answers, rules)
def test_a_reason_that_is_switched_off_is_none(heights: list[int], found: ConcernRules) -> None:
    off = replace(found, lowest=False, fall=False, straight_lining=False)
    assert of_answers(heights, off) is None
    assert not is_straight_lining(heights, off)


@given(answers, st.lists(st.integers(0, 4), min_size=1), rules)
def test_only_the_same_face_again_and_again_is_not_reliable(
    heights: list[int], more: list[int], found: ConcernRules
) -> None:
    last = more[0]
    straight = [*heights, *[last] * found.same_answers]
    assert is_straight_lining(straight, found) == (last > 0)
    assert not is_straight_lining([*straight, (last + 1) % 5], replace(found, same_answers=2))
    assert not is_straight_lining([last] * (found.same_answers - 1), found)


def test_the_lowest_face_again_and_again_is_taken_at_its_word() -> None:
    assert not is_straight_lining([0] * 20, RULES)
    assert of_answers([0] * 20, RULES) == Concern(Reason.LOWEST, 5, 5)


def test_who_came_every_day_and_misses_a_week() -> None:
    came = set(OPEN[:60])
    assert stays_away(came, OPEN[:65]) is None
    assert stays_away(came, OPEN[:66]) == Concern(Reason.ABSENCE, 6, 0)


def test_who_comes_on_saturdays_has_a_rhythm_of_its_own() -> None:
    saturdays = {day for day in OPEN[:72] if day.isoweekday() == 6}
    assert stays_away(saturdays, OPEN[:80]) is None
    assert stays_away(saturdays, OPEN[:81]) == Concern(Reason.ABSENCE, 10, 5)


def test_a_child_of_the_first_weeks_has_no_rhythm_yet() -> None:
    came = set(OPEN[:36])
    assert stays_away(came, OPEN[:80]) is None
    assert stays_away(came, OPEN[:80], replace(RULES, weeks_known=4)) is not None


def test_who_came_now_and_then_is_not_missed() -> None:
    assert stays_away({OPEN[0], OPEN[40], OPEN[60]}, OPEN) is None
    assert of_visits(set(), OPEN, FIRST, RULES) is None


@given(places, st.integers(0, len(OPEN)), rules)
def test_a_house_that_is_closed_misses_nobody(
    seats: set[int], number: int, found: ConcernRules
) -> None:
    """Holidays change nothing: as if the days on which nobody came had never been."""
    came = {OPEN[seat] for seat in seats}
    was_open = [day for day in OPEN[:number] if day <= max(came)]
    assert stays_away(came, was_open, found) is None


@given(places, places, rules)
def test_an_absence_is_as_it_says(seats: set[int], others: set[int], found: ConcernRules) -> None:
    came = {OPEN[seat] for seat in seats}
    was_open = sorted({OPEN[seat] for seat in others} | came)
    concern = stays_away(came, was_open, found)
    if concern:
        assert concern.count == len([day for day in was_open if day > max(came)])
        assert concern.count >= found.days_missed
        assert concern.count >= found.times_longer * concern.of
        assert max(came) - min(came) >= found.known_for
    assert stays_away(came, was_open, replace(found, absence=False)) is None


@pytest.mark.parametrize(
    ("day", "clock", "holds"),
    [
        (date(2026, 12, 7), ClockState.TRUSTED, True),
        (date(2026, 12, 8), ClockState.TRUSTED, False),
        (date(2026, 12, 8), ClockState.ESTIMATED, False),
        (date(2026, 11, 10), ClockState.TRUSTED, True),
        (date(2026, 11, 9), ClockState.TRUSTED, False),
        (date(2080, 1, 1), ClockState.UNKNOWN, True),
    ],
)
def test_a_snooze_holds_until_its_day(day: date, clock: ClockState, holds: bool) -> None:
    moment = Moment(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), clock, "boot")
    assert Snooze(date(2026, 12, 8)).holds(moment) == holds
