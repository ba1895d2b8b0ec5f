"""Reads the characters, their words and their strokes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from games.content import content

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke, in a square of 1024: its outline as an SVG path, and the way of the brush."""

    outline: str
    way: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """A character of a level (1 to 12), a word with it, its picture if any, its strokes."""

    sign: str
    level: int
    word: str
    picture: str | None
    strokes: tuple[Stroke, ...]

    @property
    def said(self) -> str:
        """Tell how it is named, as teachers do: among many that sound alike, by a word."""
        return f"{self.sign}，{self.word}的{self.sign}。"


@cache
def characters() -> dict[str, Character]:
    """List the characters by their signs, those with few strokes first."""
    drawn = json.loads(Path(__file__).with_name("strokes.json").read_text("utf-8"))["strokes"]
    return {
        sign: _character(sign, int(level), drawn[sign], *facts)
        for level, of_level in content(__file__)["characters"].items()
        for sign, facts in of_level.items()
    }


@cache
def of_level(level: int) -> tuple[str, ...]:
    """List the signs of a level (1 to 12)."""
    return tuple(one.sign for one in characters().values() if one.level == level)


def _character(
    sign: str, level: int, drawn: list[Any], word: str, picture: str | None = None
) -> Character:
    return Character(sign, level, word, picture, tuple(_stroke(*one) for one in drawn))


def _stroke(outline: str, way: list[int]) -> Stroke:
    return Stroke(outline, tuple(zip(way[::2], way[1::2], strict=True)))
