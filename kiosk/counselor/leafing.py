"""Leafs through what is long: the latest first, one leaf at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")

_LAST = 9999


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """Some rows, their place counted from the latest ones, 0, and whether older ones follow."""

    rows: Sequence[T]
    number: int
    has_older: bool


def leaf(size: int, read: Callable[[int, int], Sequence[T]]) -> Leaf[T]:
    """Read the leaf that the address asks for; read: how many at most, how many to pass over."""
    number = min(max(request.args.get("leaf", 0, int), 0), _LAST)
    rows = read(size + 1, size * number)
    return Leaf(rows[:size], number, len(rows) > size)
