from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ideas import Idea, idea_for

DAYS = st.dates(date(2026, 1, 1), date(2046, 1, 1))


@given(st.text(max_size=32), DAYS, st.sets(st.sampled_from(Idea), max_size=3))
def test_an_idea_stays_and_is_one_that_can_be_done(child: str, day: date, without) -> None:
    idea = idea_for(child, day, without)
    assert idea is idea_for(child, day, without)
    assert idea not in without


def test_over_a_month_a_child_meets_every_idea() -> None:
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(30)]
    assert {idea_for("a1b2", day) for day in days} == set(Idea)
