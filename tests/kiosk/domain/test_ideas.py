from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ideas import Idea, idea_for

DAYS = st.dates(date(2026, 1, 1), date(2046, 1, 1))


@given(st.text(max_size=32), DAYS, st.booleans())
def test_an_idea_stays_all_day_and_asks_for_nothing_to_be_seen_in_the_dark(
    child: str, day: date, dark: bool
) -> None:
    idea = idea_for(child, day, dark=dark)
    assert idea is idea_for(child, day, dark=dark)
    assert not (dark and idea is Idea.OUTSIDE)


def test_over_a_month_a_child_meets_every_idea() -> None:
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(30)]
    assert {idea_for("a1b2", day, dark=False) for day in days} == set(Idea)
