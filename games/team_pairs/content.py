"""Reads the pictures and the levels."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """How many pairs lie on the table, and how alike they look: mixed, kin or twins."""

    pairs: int
    alike: str


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("content.toml").read_text("utf-8"))


def levels() -> tuple[Level, ...]:
    """List the levels, the easiest first."""
    return tuple(Level(one["pairs"], one["from"]) for one in _content()["levels"])


def pictures(level: Level, rng: Random) -> list[str]:
    """Choose as many different pictures as the level has pairs."""
    if level.alike == "mixed":
        kins = rng.sample(list(_content()["kin"].values()), level.pairs)
        return [rng.choice(kin) for kin in kins]
    family = rng.choice(list(_content()[level.alike].values()))
    return rng.sample(family, level.pairs)
