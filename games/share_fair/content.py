"""Reads the scenes."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: what it has and needs, a sign of how it is, and what is told of it."""

    who: str
    sign: str = ""
    has: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    says: str = ""
    tall: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Things to be shared out one after another, and among whom; `rest` is where the last go."""

    name: str
    level: int
    place: str
    things: tuple[str, ...]
    people: tuple[Person, ...]
    rest: str
    tells: str
    because: str

    @property
    def equal(self) -> bool:
        """Tell whether all are to have the same."""
        return not any(person.needs for person in self.people)


@cache
def scenes() -> dict[str, Scene]:
    """List the scenes by their names."""
    return {name: _scene(name, **facts) for name, facts in content(__file__)["scenes"].items()}


def _scene(name: str, level: int, place: str, **facts: Any) -> Scene:  # noqa: ANN401
    rest = facts.get("rest", "")
    tells = facts.get("tells") or content(__file__)["rests"][rest or "none"]["tells"]
    people = tuple(_person(**one) for one in facts["people"])
    because = facts.get("because", "")
    return Scene(name, level, place, tuple(facts["things"]), people, rest, tells, because)


def _person(**facts: Any) -> Person:  # noqa: ANN401
    has, needs = (tuple(facts.pop(name, ())) for name in ("has", "needs"))
    return Person(has=has, needs=needs, **facts)
