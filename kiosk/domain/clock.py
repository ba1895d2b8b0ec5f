"""Whom the house believes about the time: pure decisions, in milliseconds.

A boot has one base: the moment at which its steady clock stood at zero. What is said of the
time is said of the base, so that it holds for all that was recorded since the boot began.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.moment import EARLIEST, LATEST, ClockState, to_ms

# A house that was shut for longer than this is rarer than a clock that is wrong by as much.
LONGEST_PAUSE = timedelta(days=400)

# Two who both tell the truth differ by less: a minute chosen by hand, a slow line.
TOLERANCE = 5 * 60 * 1000

# A certain time is not moved for less: its records are right as they are.
WORTH_MOVING = 1000

_EARLIEST, _LATEST = to_ms(EARLIEST), to_ms(LATEST)
_LONGEST_PAUSE = LONGEST_PAUSE // timedelta(milliseconds=1)


class Source(StrEnum):
    """Who told the time, the least believed first."""

    UNKNOWN = "unknown"
    RECORD = "record"
    WALL = "wall"
    CHIP = "chip"
    COUNSELOR = "counselor"
    HEADQUARTERS = "headquarters"
    NETWORK = "network"

    @property
    def rank(self) -> int:
        """Tell how far the source is believed."""
        return _RANKS[self]

    @property
    def clock(self) -> ClockState:
        """Tell how far a moment can be believed that rests on this source."""
        if self is Source.UNKNOWN:
            return ClockState.UNKNOWN
        return ClockState.TRUSTED if self.rank >= Source.CHIP.rank else ClockState.ESTIMATED


_RANKS = {source: rank for rank, source in enumerate(Source)}


class Verdict(StrEnum):
    """What becomes of something that was said of the time."""

    BETTER = "better"
    OUTRANKED = "outranked"
    TOO_EARLY = "too early"
    TOO_LATE = "too late"


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known, or said, of a boot: its base and who told it."""

    base: int
    source: Source

    @property
    def is_certain(self) -> bool:
        """Tell whether its records are dated for good."""
        return self.source.clock is ClockState.TRUSTED


def first_belief(reading: int, steady: int, last: int | None) -> Belief:
    """Choose the base of a boot that is seen for the first time, from a clock that may be wrong.

    reading: the untrusted wall clock. steady: since the machine started. last: the latest
    moment on record; nothing is ever dated before it.
    """
    last = last or 0
    latest = last + _LONGEST_PAUSE if last >= _EARLIEST else _LATEST
    if max(last, _EARLIEST) <= reading < min(latest, _LATEST):
        return Belief(reading - steady, Source.WALL)
    if last >= _EARLIEST:
        return Belief(last - steady, Source.RECORD)
    return Belief(max(last, reading if reading < _EARLIEST else 0) - steady, Source.UNKNOWN)


def chip_belief(reading: int, steady: int, last: int | None) -> Belief | None:
    """Believe a clock that a chip had set, unless it stood still, or ran far ahead, meanwhile."""
    last = last or 0
    latest = last + _LONGEST_PAUSE if last >= _EARLIEST else _LATEST
    if not max(last, _EARLIEST) <= reading < min(latest, _LATEST):
        return None
    return Belief(reading - steady, Source.CHIP)


def judge(known: Belief, said: Belief, steady: int, floor: int, since: int = 0) -> Verdict:
    """Judge what is said of the present boot.

    floor: the last certain moment of an earlier boot that this source cannot move. since: how
    far the boot had gone when those records came to it, in milliseconds.
    """
    if not _may_replace(said.source, known.source):
        return Verdict.OUTRANKED
    now = said.base + steady
    if now >= _LATEST:
        return Verdict.TOO_LATE
    if now < _EARLIEST or said.base + since < floor - TOLERANCE:
        return Verdict.TOO_EARLY
    return Verdict.BETTER


def settle(known: Belief, said: Belief) -> Belief:
    """Take over what was said; a certain base stays where the two all but agree."""
    if known.is_certain and abs(said.base - known.base) <= WORTH_MOVING:
        return replace(said, base=known.base)
    return said


def _may_replace(source: Source, known: Source) -> bool:
    """Believe a better source; a counselor may also take back what she said herself."""
    corrects_herself = source is known is Source.COUNSELOR
    return source.rank > known.rank or corrects_herself
