"""One idea that goes with the thanks: chosen by the child and the day, never by its answer."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from zlib import crc32


class Idea(StrEnum):
    """Something small that does good, whatever the day was like."""

    BREATHE = "breathe"
    TALK = "talk"
    PLAY = "play"
    OUTSIDE = "outside"


def idea_for(child: str, day: date, without: Collection[Idea] = ()) -> Idea:
    """Choose a child's idea of the day.

    child: its id, or nothing for a guest. without: what cannot be done now, such as looking
    outside in the dark. The same as long as that holds, so that a bystander who sees it
    change learns nothing of what was answered in between.
    """
    ideas = [idea for idea in Idea if idea not in without]
    return ideas[crc32(f"{child} {day.isoformat()}".encode()) % len(ideas)]
