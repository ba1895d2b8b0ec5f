"""In which order a child finds its games: another one in front each day; pure."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from zlib import crc32

Thing = TypeVar("Thing")


def of_the_day(child: str, day: date, games: Sequence[Thing]) -> list[Thing]:
    """Put another game in front for each child and day; all the others follow as they stand.

    child: its id, or nothing for a guest. On one day it is the same, however often it looks.
    """
    first = crc32(f"{child} {day.isoformat()} games".encode()) % max(len(games), 1)
    return [*games[first:], *games[:first]]
