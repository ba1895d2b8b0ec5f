from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.envelope import check_house
from sync.hq.register.counties import counties
from sync.hq.simulate.plan import MARK, PREFIX, plan

FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)


def test_two_hundred_houses_stand_where_the_villages_are() -> None:
    placed = Counter(plan(number, FIRST, LAST, seed=1).county for number in range(1, 201))
    assert placed == {county.code: county.villages for county in counties().values()}


def test_the_first_houses_stand_in_all_counties() -> None:
    assert {plan(number, FIRST, LAST, seed=1).county for number in range(1, 41)} == {*counties()}


@given(st.integers(1, 9999), st.integers())
def test_every_house_is_marked_and_lives_within_its_time(number: int, seed: int) -> None:
    one = plan(number, FIRST, LAST, seed)
    check_house(one.house)
    assert one.house.startswith(PREFIX) and one.name.startswith(MARK)
    assert FIRST <= one.joined <= LAST
    assert 20 <= one.size <= 60
    assert one.sends
    for day in (one.silent_from, one.restored, one.copied):
        assert day is None or one.joined < day <= LAST


@given(st.integers(1, 9999), st.integers())
def test_the_same_seed_gives_the_same_house_and_another_one_another(number: int, seed: int) -> None:
    assert plan(number, FIRST, LAST, seed) == plan(number, FIRST, LAST, seed)
    assert plan(number, FIRST, LAST, seed) != plan(number, FIRST, LAST, seed + 1)


@pytest.mark.parametrize("span", [0, 1, 5])
def test_a_time_of_few_days_is_enough(span: int) -> None:
    for number in range(1, 200):
        assert plan(number, FIRST, FIRST + timedelta(days=span), seed=3).joined >= FIRST


def test_all_that_can_befall_a_house_befalls_some_of_two_hundred() -> None:
    cast = [plan(number, FIRST, LAST, seed=1) for number in range(1, 201)]
    some = range(1, 60)
    assert sum(one.silent_from is not None for one in cast) in some
    assert sum(one.restored is not None for one in cast) in some
    assert sum(one.copied is not None for one in cast) in some
    assert sum(one.joined > FIRST for one in cast) in range(30, 90)
    assert sum(len(one.sends) < 7 for one in cast) in range(30, 90)
