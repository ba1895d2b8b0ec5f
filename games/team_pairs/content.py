"""Reads the pictures and the levels."""

from dataclasses import dataclass
from random import Random

from games.content import content


@dataclass(frozen=True, slots=True)
class Level:
    """How many pairs lie on the table, and how alike they look: mixed, kin or twins."""

    pairs: int
    alike: str


def levels() -> tuple[Level, ...]:
    """List the levels, the easiest first."""
    return tuple(Level(one["pairs"], one["from"]) for one in content(__file__)["levels"])


def pictures(level: Level, rng: Random) -> list[str]:
    """Choose as many different pictures as the level has pairs."""
    if level.alike == "mixed":
        kins = rng.sample(list(content(__file__)["kin"].values()), level.pairs)
        return [rng.choice(kin) for kin in kins]
    family = rng.choice(list(content(__file__)[level.alike].values()))
    return rng.sample(family, level.pairs)
