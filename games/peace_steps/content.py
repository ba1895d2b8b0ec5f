"""Reads the scenes, and what can be done, said and tried in them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from games.content import content

GOOD = ("glad", "calm")
# Stands for the two of a scene among the pictures of a card.
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do or to say, in pictures and words, and what comes of it.

    `after` are the feelings that it leaves: of whoever did it, and of the other one.
    """

    pictures: tuple[str, ...]
    says: str
    then: str
    after: tuple[str, str] = ("calm", "calm")

    @property
    def good(self) -> bool:
        """Tell whether it is good for both."""
        return all(feeling in GOOD for feeling in self.after)


@dataclass(frozen=True, slots=True)
class Scene:
    """A quarrel in pictures and words, from whose scene it is to the other one.

    `calm` and `hot` name what can be done first; the first of the sayings and of the ways is
    good. A `helper` is there at a good end; `adult` tells that only an adult can help.
    """

    name: str
    level: int
    place: str
    pictures: tuple[str, ...]
    tells: str
    calm: tuple[str, ...]
    hot: tuple[str, ...]
    sayings: tuple[Deed, ...]
    ways: tuple[Deed, ...]
    helper: str = ""
    adult: bool = False

    def two(self, *, well: bool = False) -> tuple[str, str]:
        """Tell whose scene it is, and who is the other one; where it ended well, who helped."""
        return self.pictures[0], (well and self.helper) or self.pictures[-1]


@cache
def faces() -> dict[str, str]:
    """List the feelings, each with its picture."""
    return dict(content(__file__)["faces"])


@cache
def moves() -> dict[str, Deed]:
    """List what can be done first, the calm and the hot, by its name."""
    facts = content(__file__)
    return {name: _deed(**one) for name, one in (facts["calm"] | facts["hot"]).items()}


@cache
def scenes() -> dict[str, Scene]:
    """List the scenes by their names."""
    return {name: _scene(name, **facts) for name, facts in content(__file__)["scenes"].items()}


def _deed(**facts: Any) -> Deed:  # noqa: ANN401
    lists: dict[str, Any] = {
        name: tuple(facts[name]) for name in ("pictures", "after") if name in facts
    }
    return Deed(**facts | lists)


def _saying(kind: str, says: str) -> Deed:
    return _deed(says=says, **content(__file__)["kinds"][kind])


def _scene(name: str, **facts: Any) -> Scene:  # noqa: ANN401
    say, wrong, ways = (facts.pop(one) for one in ("say", "wrong", "ways"))
    # What was said well is heard once more.
    sayings = _deed(**say, then=say["says"]), *(_saying(**one) for one in wrong)
    calm = tuple(facts.pop("calm", _anywhere()))
    return Scene(
        name=name,
        pictures=tuple(facts.pop("pictures")),
        calm=calm,
        hot=tuple(facts.pop("hot")),
        sayings=sayings,
        ways=tuple(_deed(**one) for one in ways),
        **facts,
    )


def _anywhere() -> tuple[str, ...]:
    """List what makes calm wherever one is."""
    return tuple(content(__file__)["anywhere"])
