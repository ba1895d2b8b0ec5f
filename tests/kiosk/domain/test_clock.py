from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import (
    Belief,
    Source,
    Verdict,
    chip_belief,
    first_belief,
    judge,
    settle,
)
from kiosk.domain.moment import ClockState, to_ms

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOW = to_ms(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
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
    early = Belief(to_ms(datetime(2026, 10, 31, tzinfo=UTC)), Source.NETWORK)
    assert judge(known, early, MINUTE, floor=0) is Verdict.TOO_EARLY


def test_a_certain_time_is_not_moved_for_a_trifle() -> None:
    known, said = Belief(NOW, Source.CHIP), Source.NETWORK
    assert settle(known, Belief(NOW + 900, said)) == Belief(NOW, said)
    assert settle(known, Belief(NOW + 2000, said)) == Belief(NOW + 2000, said)
    estimated = Belief(NOW, Source.WALL)
    assert settle(estimated, Belief(NOW + 900, said)) == Belief(NOW + 900, said)
