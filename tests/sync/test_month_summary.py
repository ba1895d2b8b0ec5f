from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import cbor, envelope
from sync.envelope import Envelope
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key
from sync.month_summary import Answers, MonthSummary

NOVEMBER = MonthSummary(
    month=date(2026, 11, 1),
    headcounts=(21, 23, None, 19, 0, *[22] * 25),
    minutes_open=9360,
    children=31,
    newcomers=2,
    enrolled=34,
    activity_minutes=720,
    participations=164,
    home_visits=9,
    services={"medical": 1, "welfare": 12},
    standards={"open": (3, 4), "seen": (101, 132)},
    moods=Answers((5, 10, 15)),
    feedback=Answers(None),
)
LARGEST = MonthSummary(
    month=date(9999, 12, 1),
    headcounts=(9999,) * 31,
    minutes_open=31 * 1440,
    children=9999,
    newcomers=9999,
    enrolled=9999,
    activity_minutes=65535,
    participations=65535,
    home_visits=65535,
    services={f"service{one}": 65535 for one in "abcdefgh"},
    standards={f"quality{one}": (65535, 65535) for one in "abcd"},
    moods=Answers((9995, 9995, 9995)),
    feedback=Answers((9995, 9995, 9995)),
)


def named(length, most):
    return st.text("abz_", min_size=1, max_size=length).filter(lambda one: one[0] != "_")


COUNTS = st.integers(0, 9999)
MONTHS = st.builds(
    MonthSummary,
    month=st.just(date(2026, 10, 1)),
    headcounts=st.lists(st.none() | COUNTS, min_size=31, max_size=31).map(tuple),
    minutes_open=st.integers(0, 31 * 1440),
    children=COUNTS,
    newcomers=COUNTS,
    enrolled=COUNTS,
    activity_minutes=st.integers(0, 65535),
    participations=st.integers(0, 65535),
    home_visits=st.integers(0, 65535),
    services=st.dictionaries(named(8, 8), st.integers(1, 65535), max_size=8),
    standards=st.dictionaries(
        named(8, 4),
        st.tuples(st.integers(0, 65535), st.integers(0, 65535)).map(lambda two: tuple(sorted(two))),
        max_size=4,
    ),
    moods=st.none() | st.just(Answers(None)) | st.just(Answers((0, 15, 9995))),
    feedback=st.none() | st.just(Answers(None)) | st.just(Answers((5, 5, 0))),
)


def minted(month):
    signing_key, _ = generate_signing_key()
    _, sealing_key = generate_sealing_key()
    written = Envelope("a" * 32, b"epoch--1", 2**63 - 1, "month", month.payload())
    return envelope.mint(written, signing_key, sealing_key)


def test_a_month_is_read_as_it_was_written():
    assert MonthSummary.from_payload(NOVEMBER.payload()) == NOVEMBER


@given(MONTHS)
def test_any_month_is_read_as_it_was_written_and_fits_a_code(month):
    assert MonthSummary.from_payload(cbor.decode(cbor.encode(month.payload()))) == month
    assert len(minted(month)) <= 512


def test_the_most_of_everything_fits_a_code():
    assert len(minted(LARGEST)) <= 512


@pytest.mark.parametrize(
    "more",
    [
        {"headcounts": (10000, *LARGEST.headcounts[1:])},
        {"minutes_open": 44641},
        {"children": 10000},
        {"newcomers": 10000},
        {"enrolled": 10000},
        {"activity_minutes": 65536},
        {"participations": 65536},
        {"home_visits": 65536},
        {"services": {**LARGEST.services, "i": 1}},
        {"services": {"nineletter": 1}},
        {"services": {"medical": 65536}},
        {"standards": {**LARGEST.standards, "e": (0, 0)}},
        {"standards": {"nineletter": (0, 0)}},
        {"standards": {"open": (1, 65536)}},
        {"moods": Answers((10000, 0, 0))},
    ],
    ids=str,
)
def test_nothing_of_it_may_be_more(more):
    """What `test_the_most_of_everything_fits_a_code` holds is the most that there can be."""
    with pytest.raises(BadEnvelope):
        replace(LARGEST, **more).payload()


@pytest.mark.parametrize(
    "wrong",
    [
        {"headcounts": (1,) * 29},
        {"headcounts": (1,) * 31},
        {"children": -1},
        {"children": 1.5},
        {"services": {"medical": 0}},
        {"services": {"Medical": 1}},
        {"standards": {"open": (5, 4)}},
        {"standards": {"open": (4,)}},
        {"moods": Answers((4, 7, 2))},
        {"feedback": Answers((5, 5))},
    ],
    ids=str,
)
def test_what_cannot_be_is_not_written(wrong):
    with pytest.raises(BadEnvelope):
        replace(NOVEMBER, **wrong).payload()


@given(
    st.dictionaries(
        st.sampled_from("acefhmnopqsvyz"),
        st.none()
        | st.booleans()
        | st.integers(-3, 70000)
        | st.text(max_size=8)
        | st.lists(st.integers(0, 10), max_size=3)
        | st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=2),
    )
)
def test_any_change_is_refused_or_is_a_month(changes):
    try:
        month = MonthSummary.from_payload(NOVEMBER.payload() | changes)
    except BadEnvelope:
        return
    assert MonthSummary.from_payload(month.payload()) == month
