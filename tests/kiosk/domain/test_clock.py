from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import (
    LONGEST_PAUSE,
    TOLERANCE,
    WORTH_MOVING,
    Belief,
    Source,
    Verdict,
    chip_belief,
    first_belief,
    judge,
    settle,
)
from kiosk.domain.moment import EARLIEST, LATEST, ClockState, to_ms

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOW = to_ms(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
FIRST, END = to_ms(EARLIEST), to_ms(LATEST)
PAUSE = LONGEST_PAUSE // timedelta(milliseconds=1)
FUTURE = to_ms(datetime(2030, 1, 1, tzinfo=UTC))
TIMES = st.integers(0, to_ms(datetime(2120, 1, 1, tzinfo=UTC)))


def test_the_ranks_are_those_of_the_program() -> None:
    assert [source.clock for source in Source] == [
        ClockState.UNKNOWN,
        *[ClockState.ESTIMATED] * 2,
        *[ClockState.TRUSTED] * 4,
    ]
    assert Source.RECORD.rank < Source.WALL.rank < Source.CHIP.rank < Source.COUNSELOR.rank
    assert Source.COUNSELOR.rank < Source.HEADQUARTERS.rank < Source.NETWORK.rank


def test_a_wall_clock_that_may_be_right_is_an_estimate() -> None:
    assert first_belief(NOW, MINUTE, NOW - DAY) == Belief(NOW - MINUTE, Source.WALL)
    assert first_belief(NOW, MINUTE, None) == Belief(NOW - MINUTE, Source.WALL)


@pytest.mark.parametrize("reading", [0, NOW - DAY - 1, FUTURE, FUTURE * 3])
def test_a_wall_clock_that_cannot_be_right_leaves_the_last_record(reading: int) -> None:
    assert first_belief(reading, MINUTE, NOW - DAY) == Belief(NOW - DAY - MINUTE, Source.RECORD)


@pytest.mark.parametrize("reading", [0, FUTURE * 3])
def test_a_new_house_that_woke_in_1970_knows_that_it_does_not_know(reading: int) -> None:
    assert first_belief(reading, MINUTE, None) == Belief(-MINUTE, Source.UNKNOWN)
    assert first_belief(reading, MINUTE, HOUR) == Belief(HOUR - MINUTE, Source.UNKNOWN)


# What a clock says, the last record, and whether the one can follow the other.
LIMITS = [
    (FIRST, None, True),
    (FIRST - 1, None, False),
    (END - 1, None, True),
    (END, None, False),
    (NOW, NOW, True),
    (FIRST, FIRST, True),
    (FIRST + PAUSE - 1, FIRST, True),
    (FIRST + PAUSE, FIRST, False),
    (NOW + PAUSE - 1, NOW, True),
    (NOW + PAUSE, NOW, False),
    (NOW + PAUSE, FIRST - 1, True),
]


@pytest.mark.parametrize(("reading", "last", "possible"), LIMITS)
def test_a_clock_is_believed_from_the_last_record_to_the_end_of_the_longest_pause(
    reading: int, last: int | None, possible: bool
) -> None:
    chip = Belief(reading - MINUTE, Source.CHIP)
    assert chip_belief(reading, MINUTE, last) == (chip if possible else None)
    assert (first_belief(reading, MINUTE, last).source is Source.WALL) is possible


def test_a_clock_from_before_all_houses_still_tells_what_came_first() -> None:
    assert first_belief(FIRST - 1, MINUTE, HOUR) == Belief(FIRST - 1 - MINUTE, Source.UNKNOWN)
    assert first_belief(0, MINUTE, FIRST) == Belief(FIRST - MINUTE, Source.RECORD)


@given(TIMES, st.integers(0, DAY), TIMES)
def test_nothing_is_dated_before_the_last_record(reading: int, steady: int, last: int) -> None:
    assert first_belief(reading, steady, last).base + steady >= last


def test_a_chip_is_believed_unless_it_stood_still() -> None:
    assert chip_belief(NOW, MINUTE, NOW - DAY) == Belief(NOW - MINUTE, Source.CHIP)
    assert chip_belief(NOW - DAY - 1, MINUTE, NOW - DAY) is None
    assert chip_belief(0, MINUTE, None) is None


@pytest.mark.parametrize("known", Source)
@pytest.mark.parametrize("said", Source)
def test_only_a_better_source_is_taken_and_a_counselor_may_correct_herself(
    known: Source, said: Source
) -> None:
    verdict = judge(Belief(NOW, known), Belief(NOW + HOUR, said), MINUTE, floor=0)
    better = said.rank > known.rank or (said, known) == (Source.COUNSELOR, Source.COUNSELOR)
    assert verdict is (Verdict.BETTER if better else Verdict.OUTRANKED)


def test_what_cannot_be_is_refused() -> None:
    known = Belief(0, Source.UNKNOWN)

    def say(base: int) -> Verdict:
        return judge(known, Belief(base, Source.COUNSELOR), MINUTE, floor=NOW)

    assert say(NOW) is Verdict.BETTER
    assert say(NOW - 4 * MINUTE) is Verdict.BETTER
    assert say(NOW - 6 * MINUTE) is Verdict.TOO_EARLY
    assert say(to_ms(datetime(2100, 1, 1, tzinfo=UTC))) is Verdict.TOO_LATE
    assert say(END - MINUTE) is Verdict.TOO_LATE
    assert say(END - MINUTE - 1) is Verdict.BETTER
    assert say(NOW - TOLERANCE) is Verdict.BETTER
    assert say(NOW - TOLERANCE - 1) is Verdict.TOO_EARLY
    early = Belief(to_ms(datetime(2026, 10, 31, tzinfo=UTC)), Source.NETWORK)
    assert judge(known, early, MINUTE, floor=0) is Verdict.TOO_EARLY


def test_no_boot_began_before_the_first_house_did() -> None:
    known = Belief(0, Source.UNKNOWN)
    first, sooner = (Belief(FIRST - early, Source.NETWORK) for early in (MINUTE, MINUTE + 1))
    assert judge(known, first, MINUTE, floor=0) is Verdict.BETTER
    assert judge(known, sooner, MINUTE, floor=0) is Verdict.TOO_EARLY


def test_a_boot_that_took_records_over_is_as_late_as_they_came() -> None:
    known, said = Belief(0, Source.UNKNOWN), Belief(NOW - HOUR, Source.COUNSELOR)
    assert judge(known, said, HOUR, floor=NOW + TOLERANCE, since=HOUR) is Verdict.BETTER
    assert judge(known, said, HOUR, floor=NOW + TOLERANCE, since=HOUR - 1) is Verdict.TOO_EARLY
    assert judge(known, said, HOUR, floor=NOW - HOUR + TOLERANCE) is Verdict.BETTER
    assert judge(known, said, HOUR, floor=NOW - HOUR + TOLERANCE + 1) is Verdict.TOO_EARLY


def test_a_certain_time_is_not_moved_for_a_trifle() -> None:
    known, said = Belief(NOW, Source.CHIP), Source.NETWORK
    assert settle(known, Belief(NOW - WORTH_MOVING, said)) == Belief(NOW, said)
    assert settle(known, Belief(NOW + 900, said)) == Belief(NOW, said)
    assert settle(known, Belief(NOW + 2000, said)) == Belief(NOW + 2000, said)
    estimated = Belief(NOW, Source.WALL)
    assert settle(estimated, Belief(NOW + 900, said)) == Belief(NOW + 900, said)
