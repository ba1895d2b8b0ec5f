"""Reads the stories, the faces and what a level tells."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content


@dataclass(frozen=True, slots=True)
class Story:
    """What happened to somebody; `feels` are the feelings that fit, the likeliest first.

    `apart` are feelings that are offered beside these. `helps`, where there is any, is what can
    help that one. `pictures` begin with the one whose story it is.
    """

    name: str
    level: int
    place: str
    pictures: tuple[str, ...]
    feels: tuple[str, ...]
    apart: tuple[str, ...]
    tells: str
    because: str
    helps: str = ""

    @property
    def after(self) -> tuple[str, ...]:
        """List what is told after a face was tapped, a page each."""
        return (self.because, self.helps) if self.helps else (self.because,)


@cache
def faces_at(level: int) -> int:
    """Tell how many faces are offered at a level."""
    count: int = content(__file__)["faces_at"][level - 1]
    return count


@cache
def faces() -> dict[str, str]:
    """List the feelings, each with its picture."""
    return dict(content(__file__)["faces"])


@cache
def beside() -> dict[str, str]:
    """List the small pictures that stand at the lower corner of some faces."""
    return dict(content(__file__)["beside"])


@cache
def stories() -> dict[str, Story]:
    """List the stories by their names."""
    return {name: _story(name, **facts) for name, facts in content(__file__)["stories"].items()}


def _story(name: str, **facts: Any) -> Story:  # noqa: ANN401
    for one in ("pictures", "feels", "apart"):
        facts[one] = tuple(facts[one])
    return Story(name=name, **facts)
