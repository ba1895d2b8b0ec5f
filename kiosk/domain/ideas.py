"""One idea that goes with the thanks: chosen by the child and the day, never by its answer."""

from datetime import date
from enum import StrEnum
from zlib import crc32


class Idea(StrEnum):
    """Something small that does good, whatever the day was like."""

    BREATHE = "breathe"
    TALK = "talk"
    PLAY = "play"
    OUTSIDE = "outside"


def idea_for(child: str, day: date, *, dark: bool) -> Idea:
    """Choose a child's idea of the day; in the dark there is nothing to see outside.

    child: its id, or nothing for a guest. The same all day, so that a bystander who sees it
    change learns nothing of what was answered in between.
    """
    ideas = [idea for idea in Idea if not (dark and idea is Idea.OUTSIDE)]
    return ideas[crc32(f"{child} {day.isoformat()}".encode()) % len(ideas)]
