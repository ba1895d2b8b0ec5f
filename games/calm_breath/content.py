"""Reads the levels, the scenes and what stands around them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content

# A colour of the palette and how much of it.
Tint = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that moves with the breath: its picture, and how it moves."""

    picture: str
    motion: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is breathed along with, from which level on; `take` and `give` are said to it.

    `shown` is the picture that is remembered of it at the end; `light` is empty where any will do.
    """

    name: str
    level: int
    things: tuple[Thing, ...]
    shown: str
    take: str
    give: str
    light: str = ""

    @property
    def mark(self) -> str:
        """The picture that stays of each breath."""
        marks = content(__file__)["marks"]
        return str(marks.get(self.light, marks["grass"]))


@dataclass(frozen=True, slots=True)
class Pace:
    """How many breaths a round has; how long each is taken in and let out (milliseconds)."""

    breaths: int
    take: int
    give: int


@cache
def pace_at(level: int) -> Pace:
    """Tell how slowly a level (1 to 12) breathes."""
    return Pace(**content(__file__)["levels"][level - 1])


@cache
def friends() -> tuple[str, ...]:
    """List who may breathe along."""
    return tuple(content(__file__)["friends"])


@cache
def any_light() -> tuple[str, ...]:
    """List the lights in which a scene may stand that has none of its own."""
    return tuple(content(__file__)["lights"])


@cache
def lights() -> dict[str, tuple[Tint, Tint]]:
    """List all lights by their names: air and ground."""
    every = content(__file__)["lights"] | content(__file__)["own_lights"]
    return {
        name: ((air[0], air[1]), (ground[0], ground[1])) for name, (air, ground) in every.items()
    }


@cache
def scenes() -> dict[str, Scene]:
    """List the scenes by their names."""
    return {name: _scene(name, **facts) for name, facts in content(__file__)["scenes"].items()}


def _scene(name: str, **facts: Any) -> Scene:  # noqa: ANN401
    things = tuple(Thing(**one) for one in facts.pop("things"))
    return Scene(name=name, things=things, **facts)
