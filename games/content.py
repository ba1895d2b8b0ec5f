"""Reads what a game is made of: levels, pictures, stories, from the data beside its rules."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def content(rules: str) -> dict[str, Any]:
    """Read the content.toml that lies beside a file of a game, its `__file__`."""
    return tomllib.loads(Path(rules).with_name("content.toml").read_text("utf-8"))


def near(level: int) -> set[int]:
    """Tell of which levels the stories of a level are: its own and the one before it."""
    return {level, level - 1 if level > 1 else level + 1}
