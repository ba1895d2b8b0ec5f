from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync import envelope, keys
from sync.envelope import Envelope
from sync.hq.simulate.living import day_of
from sync.hq.simulate.monthly import month_of
from sync.hq.simulate.plan import plan
from sync.month_summary import MonthSummary
from sync.summary import MONTH

FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
MONTHS = [date(year, month, 1) for year in (2024, 2025, 2026) for month in range(1, 13)]
SIGNING, _ = keys.generate_signing_key()
_, SEALING = keys.generate_sealing_key()


@given(st.integers(1, 9999), st.integers(), st.sampled_from(MONTHS))
def test_every_month_is_one_that_a_house_could_tell(number: int, seed: int, month: date) -> None:
    one = plan(number, FIRST, LAST, seed)
    told = month_of(one, month)
    assert month_of(one, month) == told
    if told is None:
        return
    assert MonthSummary.from_payload(told.payload()) == told
    clear = Envelope(one.house, b"epoch--1", 9999, MONTH, told.payload())
    assert len(envelope.mint(clear, SIGNING, SEALING)) <= 512


@given(st.integers(1, 999), st.sampled_from(MONTHS))
def test_a_month_tells_what_its_days_told(number: int, month: date) -> None:
    one = plan(number, FIRST, LAST, seed=1)
    told = month_of(one, month)
    if told is None:
        return
    days = [day_of(one, month + timedelta(days=place)) for place in range(len(told.headcounts))]
    assert told.headcounts == tuple(day and day.present for day in days)
    assert told.minutes_open == sum(day.minutes_open for day in days if day)
    assert told.newcomers == sum(day.newcomers for day in days if day)
    assert told.children >= max(day.present for day in days if day)
    assert told.standards["open"][0] <= told.standards["open"][1]


def test_moods_are_told_where_enough_children_answered_and_kept_back_elsewhere() -> None:
    cast = [plan(number, FIRST, LAST, seed=1) for number in range(1, 61)]
    told = [month_of(one, date(2026, 9, 1)) for one in cast]
    bands = [one.moods.bands for one in told if one and one.moods]
    assert sum(band is not None for band in bands) > 30
    assert [one for one in told if one and one.moods is None]
