from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.shelf import of_the_day

GAMES = st.lists(st.integers(), unique=True, max_size=13)


@given(st.text(), st.dates(), GAMES)
def test_no_game_is_lost_and_a_day_has_one_order(child: str, day: date, games: list[int]) -> None:
    found = of_the_day(child, day, games)
    assert sorted(found) == sorted(games)
    assert found == of_the_day(child, day, games)


def test_over_a_month_every_game_stands_in_front() -> None:
    days = [date(2026, 11, 1) + timedelta(days=day) for day in range(60)]
    assert {of_the_day("panda", day, range(6))[0] for day in days} == set(range(6))
