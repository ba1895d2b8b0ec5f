"""Reads the weathers and the ideas."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Weather:
    """A weather: its picture, its kind, and whether it is heavy to bear."""

    picture: str
    kind: str
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that may do one good, from which level on, at which kinds of weather, and where."""

    name: str
    level: int
    pictures: tuple[str, ...]
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    says: str


@cache
def weathers() -> dict[str, Weather]:
    """List the weathers by their names, and what it is called when one does not know."""
    return {name: Weather(**facts) for name, facts in content(__file__)["weathers"].items()}


@cache
def ideas() -> dict[str, Idea]:
    """List the ideas by their names."""
    return {name: _idea(name, **facts) for name, facts in content(__file__)["ideas"].items()}


def _idea(name: str, **facts: Any) -> Idea:  # noqa: ANN401
    for one in ("pictures", "kinds", "places"):
        facts[one] = tuple(facts[one])
    return Idea(name=name, **facts)


@cache
def weathers_at(level: int) -> tuple[str, ...]:
    """List the weathers that a level (1 to 12) offers, beside not knowing."""
    known = [name for name in weathers() if name != UNKNOWN]
    return tuple(known[: content(__file__)["weathers_at"][level - 1]])


@cache
def ideas_at(level: int) -> int:
    """Tell how many ideas a level offers."""
    count: int = content(__file__)["ideas_at"][level - 1]
    return count
