"""How often the rules point out a child that needs no chat, and how soon one that does.

The children are invented, and so their figures are of the rules alone: what they are worth in a
village a pilot has to show. `pytest -s` prints them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from statistics import median

import pytest

from kiosk.domain.concern import AFTER_A_TALK, Reason, is_straight_lining, of_answers, of_visits
from kiosk.domain.concern_rules import ConcernRules

RULES, HOUSES = ConcernRules(), 3
FIRST, MONTHS = date(2026, 9, 1), 6
DAYS = [FIRST + timedelta(number) for number in range(30 * MONTHS)]
OPEN = [day for day in DAYS if day.isoweekday() < 7]
HOLIDAYS = (date(2026, 12, 1), date(2026, 12, 28))
TURN = date(2026, 12, 1)


@dataclass(frozen=True)
class Habit:
    """How high a child's answers stand, how far they scatter, how often it comes and skips."""

    middle: float
    scatter: float
    comes: float = 0.7
    skips: float = 0.12


STEADY, BRIGHT = Habit(3, 0.7), Habit(3.8, 0.7)
GLOOMY, MOODY, STRAIGHT = Habit(1.3, 0.7), Habit(2, 1.5), Habit(3, 0)
FALLEN = 0.6

# A house of 40: how many there are of each, half of them small, who see three faces.
HOUSE = {"steady": (STEADY, 20), "bright": (BRIGHT, 8), "gloomy by nature": (GLOOMY, 4),
         "moody": (MOODY, 4), "straight-lining": (STRAIGHT, 4)}  # fmt: skip


@dataclass(frozen=True)
class Life:
    """A child's days: on which it came, and how it felt on those on which it answered."""

    came: frozenset[date]
    felt: dict[date, list[int]]


def live(habit: Habit, number: int, *, falls: date = date.max, leaves: date = date.max) -> Life:
    rng, came, felt = Random(f"{habit} {number}"), set(), {}
    small = number % 2 == 0
    regularity = min(habit.comes + rng.uniform(-0.25, 0.25), 1)
    for day in OPEN:
        is_there, skips = rng.random() < regularity, rng.random() < habit.skips
        place = rng.gauss(FALLEN if day >= falls else habit.middle, habit.scatter)
        if is_there and day < leaves:
            came.add(day)
            if not skips:
                felt[day] = [height(place, small=small)]
    return Life(frozenset(came), felt)


def height(place: float, *, small: bool) -> int:
    """Choose the nearest of the faces shown."""
    step = 2 if small else 1
    return step * min(max(round(place / step), 0), 4 // step)


def chats(life: Life, was_open: frozenset[date] = frozenset(OPEN)) -> Iterator[tuple[date, Reason]]:
    """Tell when which chat is suggested, to a counselor who then talks with the child."""
    asks_again, heights, came, past = FIRST, [], set(), []
    first = min(life.came)
    for day in DAYS:
        if day in life.came:
            came.add(day)
            heights = [*heights, *life.felt.get(day, [])][-RULES.newest :]
        if day >= asks_again:
            is_there = day in life.came
            found = of_answers(heights, RULES) if is_there else of_visits(came, past, first, RULES)
            if found:
                asks_again = day + AFTER_A_TALK
                yield day, found.reason
        past += [day] if day in was_open else []


@cache
def lives(name: str) -> list[Life]:
    """Tell the lives of all children of a kind in a few houses."""
    habit, number = HOUSE[name]
    return [live(habit, one) for one in range(HOUSES * number)]


def a_month(name: str, reason: Reason) -> float:
    """Tell how many chats for a reason a house is suggested a month."""
    found = Counter(why for life in lives(name) for _, why in chats(life))
    return found[reason] / HOUSES / MONTHS


def days_until(lives: Sequence[Life], *reasons: Reason) -> list[int | None]:
    """Tell after how many days each is seen; None for one that never is."""
    found = []
    for life in lives:
        seen = [day for day, why in chats(life) if day >= TURN and why in reasons]
        found.append((seen[0] - TURN).days if seen else None)
    return found


def told(name: str, days: Sequence[int | None]) -> float:
    """Print after how many days they were seen, and tell the share that was."""
    seen = [one for one in days if one is not None]
    share = len(seen) / len(days)
    print(f"{name}: {share:.0%} seen, after {median(seen)} days, at most {max(seen)}")
    return share


def test_how_many_false_alarms_a_house_of_forty_gets_a_month() -> None:
    """Nobody here has changed: less than two a week leave room for those who have.

    Most are children who are gloomy or moody by nature, by the program's own 3 of 5.
    """
    found = {name: {why: a_month(name, why) for why in Reason} for name in HOUSE}
    print()
    for name, rates in found.items():
        print(f"{name}: " + ", ".join(f"{why} {rate:.2f}" for why, rate in rates.items()))
    everything = sum(rate for rates in found.values() for rate in rates.values())
    print(f"all: {everything:.1f} a month")
    assert everything < 8
    # Who is steady, bright or always the same is pointed out less than once a year.
    even = ("steady", "bright", "straight-lining")
    assert sum(sum(found[name].values()) for name in even) < 32 / 12
    assert found["gloomy by nature"][Reason.FALL] == 0
    assert sum(rates[Reason.ABSENCE] for rates in found.values()) < 1


@pytest.mark.parametrize(
    ("name", "least", "most_days"),
    [("steady", 0.9, 14), ("bright", 0.9, 14), ("moody", 0.9, 14), ("gloomy by nature", 0.7, 28)],
)
def test_after_how_many_days_a_true_fall_is_seen(name: str, least: float, most_days: int) -> None:
    """Three answers are needed: at 0.6 a day that is a week, and two are fair.

    Who was gloomy before has not far to fall: there a counselor's own eye is the better one.
    """
    fallen = [live(HOUSE[name][0], number, falls=TURN) for number in range(30)]
    days = days_until(fallen, Reason.LOWEST, Reason.FALL)
    assert told(f"{name}, then fallen", days) >= least
    assert median(one for one in days if one is not None) <= most_days


def test_after_how_many_days_a_child_that_left_without_a_word_is_missed() -> None:
    left = [live(STEADY, number, leaves=TURN) for number in range(30)]
    days = days_until(left, Reason.ABSENCE)
    share = told("left without a word", days)
    assert share == 1
    assert RULES.days_missed <= median(one for one in days if one is not None) <= 14


def test_four_weeks_of_holidays_of_the_whole_house_point_nobody_out() -> None:
    began, ended = HOLIDAYS
    closed = frozenset(day for day in OPEN if not began <= day <= ended)
    for number in range(30):
        life = live(STEADY, number)
        came = life.came & closed
        home = Life(came, {day: felt for day, felt in life.felt.items() if day in came})
        during = [day for day, _ in chats(home, closed) if began <= day <= ended]
        assert [day for day in during if (day - began).days > 1] == []


def test_nobody_is_pointed_out_for_staying_away_in_its_first_weeks() -> None:
    for number in range(30):
        left = live(STEADY, number, leaves=FIRST + timedelta(weeks=5))
        assert Reason.ABSENCE not in {why for _, why in chats(left)}


def test_who_always_taps_the_same_face_is_not_reliable_and_others_are() -> None:
    """A small child that is always well looks the same: three faces tell no more."""
    found = {}
    for name in HOUSE:
        ends = [[one for felt in life.felt.values() for one in felt] for life in lives(name)]
        found[name] = sum(is_straight_lining(end, RULES) for end in ends) / len(ends)
        print(f"{name}: {found[name]:.0%} not reliable")
    assert found["straight-lining"] == 1
    assert found["steady"] < 0.1
    assert found["moody"] == 0


def test_rules_that_are_switched_off_point_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    off = replace(RULES, lowest=False, fall=False, absence=False)
    monkeypatch.setitem(globals(), "RULES", off)
    fallen = live(STEADY, 1, falls=TURN, leaves=TURN + timedelta(days=60))
    assert list(chats(fallen)) == []
