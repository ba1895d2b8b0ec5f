from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import TOLERANCE, Source
from kiosk.domain.moment import EARLIEST, to_ms
from kiosk.domain.rearranging import Move, Span, rearrange

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NOW = to_ms(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
FUTURE = to_ms(datetime(2030, 1, 1, tzinfo=UTC))
TIMES = st.integers(0, to_ms(datetime(2120, 1, 1, tzinfo=UTC)))


def span(source: Source, start: int, end: int) -> Span:
    return Span("b", source, start, end)


def test_boots_that_knew_nothing_are_brought_to_the_one_that_does() -> None:
    later, sooner = span(Source.UNKNOWN, 5 * HOUR, 6 * HOUR), span(Source.UNKNOWN, HOUR, 4 * HOUR)
    plan = rearrange([later, sooner], NOW, Source.NETWORK)
    assert plan.certain is None
    assert plan.moves == [
        Move(later, NOW - 6 * HOUR, Source.RECORD),
        Move(sooner, NOW - HOUR - 4 * HOUR, Source.RECORD),
    ]


def test_a_future_that_was_only_estimated_ends_where_the_truth_begins() -> None:
    ahead, fine = span(Source.WALL, FUTURE, FUTURE + HOUR), span(Source.WALL, NOW - DAY, NOW - HOUR)
    plan = rearrange([ahead, fine], NOW, Source.COUNSELOR)
    assert plan.moves == [
        Move(ahead, NOW - FUTURE - HOUR, Source.WALL),
        Move(fine, 0, Source.WALL),
    ]


def test_a_certain_boot_stays_where_it_is_and_all_before_it() -> None:
    certain = span(Source.COUNSELOR, NOW - DAY, NOW - HOUR)
    unknown = span(Source.UNKNOWN, 0, HOUR)
    plan = rearrange([certain, unknown], NOW, Source.NETWORK)
    assert (plan.moves, plan.certain) == ([], certain)


def test_a_certain_boot_that_contradicts_a_better_source_was_wrong() -> None:
    wrong, drifted = (span(Source.CHIP, NOW, NOW + late) for late in (DAY, MINUTE))
    assert rearrange([wrong], NOW, Source.NETWORK).moves == [Move(wrong, -DAY, Source.RECORD)]
    assert rearrange([drifted], NOW, Source.NETWORK).moves == [Move(drifted, -MINUTE, Source.CHIP)]
    assert rearrange([wrong], NOW, Source.CHIP).certain == wrong


@given(
    st.lists(st.tuples(st.sampled_from(Source), TIMES, st.integers(0, DAY)), max_size=8),
    TIMES,
    st.sampled_from([source for source in Source if source.rank >= Source.CHIP.rank]),
)
def test_every_boot_ends_before_the_next_begins(
    boots: list[tuple[Source, int, int]], limit: int, source: Source
) -> None:
    spans = [span(one, start, start + length) for one, start, length in boots]
    for move in rearrange(spans, limit, source).moves:
        assert move.span.end + move.shift <= limit
        limit = move.span.start + move.shift


def test_a_boot_that_recorded_nothing_is_in_nobodys_way() -> None:
    empty = Span("empty", Source.WALL, NOW - DAY, NOW - DAY, is_empty=True)
    before = span(Source.WALL, NOW - 2 * HOUR, NOW - HOUR)
    assert rearrange([empty, before], NOW, Source.NETWORK).moves == [
        Move(empty, 0, Source.WALL),
        Move(before, 0, Source.WALL),
    ]


def test_a_certain_boot_that_ends_as_the_next_begins_contradicts_nobody() -> None:
    chip = span(Source.CHIP, NOW - HOUR, NOW)
    assert rearrange([chip], NOW, Source.NETWORK).certain == chip


def test_what_is_wrong_by_no_more_than_the_tolerance_keeps_what_it_rests_on() -> None:
    for late, source in ((TOLERANCE, Source.CHIP), (TOLERANCE + 1, Source.RECORD)):
        chip = span(Source.CHIP, NOW, NOW + late)
        assert rearrange([chip], NOW, Source.NETWORK).moves == [Move(chip, -late, source)]


def test_a_boot_that_knew_nothing_is_not_dated_before_the_first_house() -> None:
    first = to_ms(EARLIEST)
    for limit, source in ((first, Source.RECORD), (first - 1, Source.UNKNOWN)):
        unknown = span(Source.UNKNOWN, 0, HOUR)
        (move,) = rearrange([unknown], limit, Source.COUNSELOR).moves
        assert move == Move(unknown, limit - HOUR, source)
