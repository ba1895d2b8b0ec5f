from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import BadEnvelope
from sync.summary import DaySummary

DAY = DaySummary(date(2026, 11, 24), 415, 23, 1, "trusted", {"disk_free_mb": 11873})


def test_a_day_is_read_as_it_was_written():
    assert DaySummary.from_payload(DAY.payload()) == DAY


@pytest.mark.parametrize("clock", ["trusted", "estimated", "unknown"])
def test_each_state_of_the_clock_travels(clock):
    day = DaySummary(date(2026, 11, 24), 0, 0, 0, clock)
    assert DaySummary.from_payload(day.payload()) == day


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes_open": 1441},
        {"present": -1},
        {"newcomers": 1.5},
        {"clock": "broken"},
        {"health": {"Disk": 1}},
    ],
    ids=str,
)
def test_what_cannot_be_is_not_written(wrong):
    facts = {"minutes_open": 1, "present": 1, "newcomers": 1, "clock": "trusted"} | wrong
    with pytest.raises(BadEnvelope):
        DaySummary(day=date(2026, 11, 24), **facts).payload()


@given(
    st.dictionaries(
        st.sampled_from("cdhmnpz"),
        st.none()
        | st.booleans()
        | st.integers(-3, 2000)
        | st.text(max_size=10)
        | st.lists(st.none()),
    )
)
def test_any_map_is_refused_or_is_a_day(payload):
    try:
        day = DaySummary.from_payload(payload)
    except BadEnvelope:
        return
    assert DaySummary.from_payload(day.payload()) == day
