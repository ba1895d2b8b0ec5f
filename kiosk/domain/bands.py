"""The band of a child in a month: low, middle or high, as it answered itself."""

from collections.abc import Iterable, Mapping
from statistics import median

from kiosk.domain.moods import Face

LOW, MIDDLE, HIGH = 0, 1, 2

_BANDS: Mapping[Face, int] = {
    Face.VERY_LOW: LOW,
    Face.LOW: LOW,
    Face.MIDDLE: MIDDLE,
    Face.HIGH: HIGH,
    Face.VERY_HIGH: HIGH,
}


def band_of(faces: Iterable[Face | None]) -> int | None:
    """Tell the median of a child's own answers, the lower one where two are next to each other.

    Skips do not count; None for a child that only skipped.
    """
    bands = [_BANDS[face] for face in faces if face]
    return int(median(bands)) if bands else None
