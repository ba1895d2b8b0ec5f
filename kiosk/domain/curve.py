"""A child's answers as a line: compared with itself alone, in no colour and with no number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from kiosk.domain.moods import Face, Mood

# A line across weeks without an answer would tell what nobody knows.
LONGEST_GAP = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Dot:
    """One answer: how far along it lies and how high, each from 0 to 1."""

    along: float
    height: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines of dots that belong together, and the child's own median height, where it has one."""

    lines: tuple[tuple[Dot, ...], ...]
    middle: float | None


def heights_of(faces: Iterable[Face]) -> dict[Face, float]:
    """Tell how high each face lies, the lowest of them at 0 and the highest at 1."""
    order = list(Face)
    ranks = {face: order.index(face) for face in faces}
    lowest, highest = min(ranks.values()), max(ranks.values())
    return {face: (rank - lowest) / max(highest - lowest, 1) for face, rank in ranks.items()}


def draw(
    answers: Sequence[Mood], first: datetime, last: datetime, heights: Mapping[Face, float]
) -> Curve:
    """Lay answers out between two moments, the first answer first; skips are no answers."""
    lines: list[list[Dot]] = []
    before: datetime | None = None
    for one in answers:
        if one.face is None:
            continue
        if before is None or one.at - before > LONGEST_GAP:
            lines.append([])
        lines[-1].append(Dot(_along(one.at, first, last), heights[one.face]))
        before = one.at
    reached = [dot.height for line in lines for dot in line]
    return Curve(tuple(map(tuple, lines)), median(reached) if reached else None)


def _along(at: datetime, first: datetime, last: datetime) -> float:
    return min(max((at - first) / (last - first), 0.0), 1.0) if last > first else 1.0
