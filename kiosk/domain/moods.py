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


class About(StrEnum):
    """What a feeling is about, if a child wants to show it."""

    HOME = "home"
    FRIENDS = "friends"
    SCHOOL = "school"
    BODY = "body"
    SLEEP = "sleep"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mood:
    """One answer; a skipped one has no face and never counts as bad, nor has a damaged one."""

    seq: int
    child: str
    at: datetime
    face: Face | None
    unreadable: bool = False
    about: tuple[About, ...] = ()

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
    return tuple(about for about in About if about.value in marked)


def faces_for(child: Child) -> tuple[Face, ...]:
    """Choose the faces to show, in order: three up to seven years, five from eight.

    Half of the children, always the same ones, see them mirrored, so that the
    place of a tap on the screen tells a bystander nothing.
    """
    faces = (Face.LOW, Face.MIDDLE, Face.HIGH) if child.band is AgeBand.SMALL else tuple(Face)
    return faces[::-1] if crc32(child.id.encode()) % 2 else faces
