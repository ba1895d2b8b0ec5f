"""Reads the scenes."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do, in one or two pictures, and why it is safe or is not."""

    pictures: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens, in pictures and words; `ways` are what to do, the safe one first."""

    name: str
    topic: str
    level: int
    place: str
    pictures: tuple[str, ...]
    tells: str
    asks: str
    ways: tuple[Way, ...]


@cache
def scenes() -> dict[str, Scene]:
    """List the scenes by their names."""
    return {name: _scene(name, **facts) for name, facts in content(__file__).items()}


def _scene(name: str, **facts: Any) -> Scene:  # noqa: ANN401
    ways = tuple(Way(tuple(one["pictures"]), one["because"]) for one in facts.pop("ways"))
    return Scene(name=name, ways=ways, pictures=tuple(facts.pop("pictures")), **facts)
