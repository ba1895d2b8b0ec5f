from collections import Counter
from datetime import date, timedelta

from sync.hq.simulate.plan import plan
from sync.hq.simulate.telling import Asking, Nonsense, can_send, is_damaged, sayings
from sync.month_summary import MonthSummary
from sync.summary import DaySummary

FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
DAYS = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]


def test_a_house_tells_each_day_and_month_and_now_and_then_something_else() -> None:
    one = next(one for one in (plan(n, FIRST, LAST, 1) for n in range(1, 99)) if not one.late)
    said = Counter(type(saying) for day in DAYS for saying in sayings(one, day))
    assert said[MonthSummary] in range(34, 38) or one.joined > FIRST
    assert said[DaySummary] > 600 or one.joined > FIRST
    assert said[Asking]


def test_nothing_is_said_before_the_first_day() -> None:
    one = next(one for one in (plan(n, FIRST, LAST, 1) for n in range(1, 99)) if one.joined > FIRST)
    assert not [saying for day in DAYS if day < one.joined for saying in sayings(one, day)]


def test_some_days_are_corrected_and_some_words_mean_nothing() -> None:
    cast = [plan(number, FIRST, LAST, seed=1) for number in range(1, 11)]
    said = [(day, saying) for one in cast for day in DAYS for saying in sayings(one, day)]
    corrected = [s for day, s in said if isinstance(s, DaySummary) and s.day < day]
    assert 0 < len(corrected) < 0.02 * len(said)
    assert 0 < sum(isinstance(saying, Nonsense) for _, saying in said) < 0.01 * len(said)


def test_a_month_may_come_late_but_never_twice() -> None:
    one = next(one for one in (plan(n, FIRST, LAST, 1) for n in range(1, 99)) if one.late > 0.2)
    told = [
        (day, s.month) for day in DAYS for s in sayings(one, day) if isinstance(s, MonthSummary)
    ]
    assert len({month for _, month in told}) == len(told)
    assert {day.day for day, _ in told} == {2, 19}


def test_a_house_sends_on_its_days_and_neither_away_nor_silent() -> None:
    cast = [plan(number, FIRST, LAST, seed=1) for number in range(1, 201)]
    silent = next(one for one in cast if one.silent_from)
    assert not [day for day in DAYS if day >= silent.silent_from and can_send(silent, day)]
    away = next(one for one in cast if one.away)
    assert not can_send(away, away.away[0][0])
    market = next(one for one in cast if len(one.sends) == 2)
    assert {day.weekday() for day in DAYS if can_send(market, day)} == market.sends


def test_the_way_damages_little() -> None:
    one = plan(1, FIRST, LAST, seed=1)
    assert 0 < sum(is_damaged(one, day) for day in DAYS) < 20
