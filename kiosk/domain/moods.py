"""How do I feel: a check-in, not a test."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zlib import crc32

from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moment import HOUSE_ZONE


class Face(StrEnum):
    """A drawn face, from the lowest to the highest."""

    VERY_LOW = "very_low"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    VERY_HIGH = "very_high"


_THREE = (Face.LOW, Face.MIDDLE, Face.HIGH)


class About(StrEnum):
    """What a feeling is about, if a child wants to show it."""

    HOME = "home"
    FRIENDS = "friends"
    SCHOOL = "school"
    BODY = "body"
    SLEEP = "sleep"
    OTHER = "other"


_ABOUTS = {about.value: about for about in About}


@dataclass(frozen=True, slots=True)
class Mood:
    """One answer; a skipped one has no face and never counts as bad, nor has a damaged one.

    `shown` is how many faces it was chosen from; 0 where that was not kept yet.
    """

    seq: int
    child: str
    at: datetime
    face: Face | None
    unreadable: bool = False
    about: tuple[About, ...] = ()
    shown: int = 0

    @property
    def day(self) -> date:
        """Tell the house's day on which it was given."""
        return self.at.astimezone(HOUSE_ZONE).date()


def asks_about(child: Child) -> bool:
    """Tell whether a child may show what its feeling is about: from eight years on."""
    return child.band is not AgeBand.SMALL


def about_of(words: Iterable[str]) -> tuple[About, ...]:
    """Read what a feeling is about, always in one order; what is none of the six is left out."""
    marked = set(words)
    return tuple(about for word, about in _ABOUTS.items() if word in marked)


def faces_for(child: Child) -> tuple[Face, ...]:
    """Choose the faces to show, in order: three up to seven years, five from eight.

    Half of the children, always the same ones, see them mirrored, so that the
    place of a tap on the screen tells a bystander nothing.
    """
    faces = _THREE if child.band is AgeBand.SMALL else tuple(Face)
    return faces[::-1] if crc32(child.id.encode()) % 2 else faces


_HEIGHTS = {face: height for height, face in enumerate(Face)}


def heights(child: Child, moods: Iterable[Mood]) -> list[int]:
    """Tell how high each answer stands, from 0, the lowest of the faces shown, to 4, the highest.

    Three faces and five have the same two ends: so what a child answered before its eighth
    birthday can be compared with what it answered after. What has no face is left out.
    """
    usual = len(faces_for(child))
    return [_height(mood.face, mood.shown or usual) for mood in moods if mood.face]


def _height(face: Face, shown: int) -> int:
    if shown == len(_THREE) and face in _THREE:
        return 2 * _THREE.index(face)
    return _HEIGHTS[face]
