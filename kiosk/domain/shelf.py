"""In which order a child finds its games: another one in front each day, some on a board; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Generic, TypeVar
from zlib import crc32

Thing = TypeVar("Thing")

# More cards leave no room for their names on a small panel.
ON_A_BOARD = 8


@dataclass(frozen=True, slots=True)
class Board(Generic[Thing]):
    """One board of the shelf, and which one of how many."""

    things: tuple[Thing, ...]
    number: int
    of: int


def of_the_day(child: str, day: date, games: Sequence[Thing]) -> list[Thing]:
    """Put another game in front for each child and day; all the others follow as they stand.

    child: its id, or nothing for a guest. On one day it is the same, however often it looks.
    """
    first = crc32(f"{child} {day.isoformat()} games".encode()) % max(len(games), 1)
    return [*games[first:], *games[:first]]


def board(things: Sequence[Thing], number: int) -> Board[Thing]:
    """Lay out one board, each about as full as the others; a number that is not is the nearest."""
    boards = max(ceil(len(things) / ON_A_BOARD), 1)
    number = min(max(number, 1), boards)
    begin, end = (len(things) * one // boards for one in (number - 1, number))
    return Board(tuple(things[begin:end]), number, boards)
