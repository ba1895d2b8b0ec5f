from hypothesis import given
from hypothesis import strategies as st

from sync.hq.register import habit

DAY = 86400


def after(*silences: float) -> str:
    gaps = "[]"
    for days in silences:
        gaps = habit.remember(gaps, days * DAY)
    return gaps


def days(gaps: str, least: int = 3) -> float:
    return habit.patience(gaps, least) / DAY


def test_a_house_of_which_nothing_is_known_has_what_is_configured() -> None:
    assert days(after()) == 3
    assert days(after(9)) == 3  # one long silence is no habit


def test_one_that_comes_on_tuesdays_is_well_until_the_tuesday_after() -> None:
    assert days(after(7, 7, 7)) == 8.5


def test_one_that_comes_daily_but_on_weekends_is_silent_on_the_fifth_day() -> None:
    assert days(after(3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 1)) == 4.5


def test_a_holiday_was_once() -> None:
    assert days(after(1, 1, 28, 1, 1)) == 3


def test_what_comes_within_hours_is_one_visit_of_the_network() -> None:
    assert after(7, 0.01, 0.02, 7, 0.2) == after(7, 7)


@given(st.lists(st.floats(0, 400), max_size=40), st.integers(1, 20))
def test_patience_has_its_bounds_and_forgets_what_is_long_ago(
    silences: list[float], least: int
) -> None:
    gaps = after(*silences)
    assert least <= days(gaps, least) <= max(least, 30)
    assert days(after(*silences, *[1] * 12), least) == max(least, 2.5)
