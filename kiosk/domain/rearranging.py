"""How earlier boots make room for one whose time is known: pure decisions, in milliseconds."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.clock import TOLERANCE, Source
from kiosk.domain.moment import EARLIEST, ClockState, to_ms

_EARLIEST = to_ms(EARLIEST)


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last moment that an earlier boot recorded, by the source it rests on.

    One that recorded nothing has its base for both, and is in nobody's way.
    """

    boot: str
    source: Source
    start: int
    end: int
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """By how much an earlier boot has to be moved, and on what it rests from then on."""

    span: Span
    shift: int
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """How the boots before the present one move, the latest first, and the certain one before."""

    moves: list[Move]
    certain: Span | None


def rearrange(earlier: Iterable[Span], limit: int, source: Source) -> Plan:
    """Decide how earlier boots, the latest first, make room for one that began at `limit`.

    Every one must have ended before the next began. What was uncertain and says otherwise
    is moved to end there; what knew nothing at all is brought there. A certain boot ends
    the walk, unless it contradicts a source that is believed more than its own.
    """
    moves: list[Move] = []
    for span in earlier:
        if span.source.clock is ClockState.TRUSTED and (
            span.end <= limit or span.source.rank >= source.rank
        ):
            return Plan(moves, span)
        wanted = span.source is Source.UNKNOWN or span.end > limit
        move = _moved(span, limit - span.end if wanted else 0)
        moves.append(move)
        if not span.is_empty:
            limit = min(limit, span.start + move.shift)
    return Plan(moves, None)


def _moved(span: Span, shift: int) -> Move:
    """Keep what a boot rests on, unless it was found wrong or is dated for the first time."""
    found_wrong = span.source.clock is ClockState.TRUSTED and abs(shift) > TOLERANCE
    if found_wrong or (span.source is Source.UNKNOWN and span.end + shift >= _EARLIEST):
        return Move(span, shift, Source.RECORD)
    return Move(span, shift, span.source)
