from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.moment import ClockState, Moment, from_ms, judge

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_clock_that_the_network_keeps_right_is_trusted() -> None:
    told = judge(NOW, synchronised=True, running=MINUTE, last=NOW - MINUTE)
    assert told == (NOW, ClockState.TRUSTED)


def test_a_clock_that_woke_in_1970_goes_on_from_the_last_record() -> None:
    told = judge(LONG_AGO, synchronised=False, running=MINUTE, last=NOW)
    assert told == (NOW + MINUTE, ClockState.ESTIMATED)


def test_a_new_house_that_woke_in_1970_knows_that_it_does_not_know() -> None:
    told = judge(LONG_AGO, synchronised=False, running=MINUTE, last=None)
    assert told == (LONG_AGO, ClockState.UNKNOWN)


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2040, 1, 1)),
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2040, 1, 1)),
    st.booleans(),
)
def test_nothing_is_dated_before_the_last_record(reading, last, synchronised: bool) -> None:
    last = last.replace(tzinfo=UTC)
    at, _ = judge(reading.replace(tzinfo=UTC), synchronised=synchronised, running=MINUTE, last=last)
    assert at >= last


def test_the_house_lives_in_shanghai() -> None:
    late = Moment(datetime(2026, 11, 24, 16, 30, tzinfo=UTC), ClockState.TRUSTED, "b")
    assert late.day.isoformat() == "2026-11-25"
    assert from_ms(late.ms) == late.at
