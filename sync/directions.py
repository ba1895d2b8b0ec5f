"""Directions: what headquarters sets in the houses, by a message of kind `settings`.

Every part may be missing, and then changes nothing. What is out of range makes the whole unusable.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from unicodedata import category

from sync.errors import BadEnvelope
from sync.messages import written_at

# The lines of the program that headquarters may set: who listens, and who comes in danger, stays.
LINES = ("youth", "government", "supervisor")
MOST_LINES, LONGEST_PURPOSE, LONGEST_NUMBER = 8, 6, 13

# Every value that a threshold of "consider a quiet chat" can have.
_SWITCH = (False, True)
THRESHOLDS: Mapping[str, tuple[int, ...]] = {
    "lowest": _SWITCH,
    "answers": (4, 5, 7, 10),
    "lowest_answers": (2, 3, 4, 5),
    "fall": _SWITCH,
    "answers_before": (8, 10, 15, 20),
    "fall_faces": (1, 2, 3),
    "absence": _SWITCH,
    "days_missed": (4, 6, 8, 12, 18),
    "times_longer": (1, 2, 3),
    "weeks_known": (4, 6, 8),
    "straight_lining": _SWITCH,
    "same_answers": (8, 10, 15, 20),
}
_TOGETHER = {"answers", "lowest_answers"}

# Which reason each threshold belongs to: alone it would not be understood.
OF_REASON: Mapping[str, str] = {
    "answers": "lowest",
    "lowest_answers": "lowest",
    "fall_faces": "fall",
    "answers_before": "fall",
    "days_missed": "absence",
    "times_longer": "absence",
    "weeks_known": "absence",
    "same_answers": "straight_lining",
}

ALL_GAMES = "all"
MOST_GAMES = 64

_NUMBER = re.compile(r"\+?[0-9]([ -]?[0-9]){2,}")
_GAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


def is_number(text: str) -> bool:
    """Tell whether a text can be called."""
    return len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def is_purpose(text: str) -> bool:
    """Tell whether a text can name a line of the county's own."""
    is_short = 0 < len(text) <= LONGEST_PURPOSE and text.strip() == text and min(text) >= " "
    # One that turns the direction of writing would show the number behind it reversed.
    return is_short and not any(category(sign) == "Cf" for sign in text)


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call: of a line of the program, by its key, or of one of the county's own.

    Without a number the program's holds again, and a line of the county's own goes. shown: whether
    children see it.
    """

    number: str
    key: str = ""
    purpose: str = ""
    shown: bool = True

    def plain(self) -> dict[str, Any]:
        """Write the line as it travels."""
        whose = {"k": self.key} if self.key else {"p": self.purpose}
        return whose | ({"n": self.number} if self.number else {}) | {"s": self.shown}


@dataclass(frozen=True, slots=True)
class Directions:
    """What headquarters sets: numbers to call, thresholds, the games that are offered.

    at: when it was written, in Unix seconds. games: None where nothing is said of them, ALL_GAMES,
    or the names of those that are offered.
    """

    at: int
    lines: tuple[Line, ...] = ()
    thresholds: Mapping[str, int] = field(default_factory=dict)
    games: str | frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is set."""
        return not self.lines and not self.thresholds and self.games is None

    def content(self) -> dict[str, Any]:
        """Write the content of a `settings` message. Raises BadEnvelope."""
        content: dict[str, Any] = {"a": self.at}
        if self.lines:
            content["h"] = [line.plain() for line in self.lines]
        if self.thresholds:
            content["t"] = dict(self.thresholds)
        if self.games is not None:
            content["g"] = ALL_GAMES if self.games == ALL_GAMES else sorted(self.games)
        if self.from_content(content) != self:
            raise BadEnvelope("A line or a threshold is none that can be set.")
        return content

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read the content of a `settings` message. Raises BadEnvelope."""
        lines = tuple(_lines(content["h"])) if "h" in content else ()
        thresholds = _thresholds(content["t"]) if "t" in content else {}
        games = _games(content["g"]) if "g" in content else None
        return cls(written_at(content), lines, thresholds, games)


def _lines(value: object) -> Iterator[Line]:
    """Read lines; one of the program's that is not known here, or not to be set, is passed over."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_LINES:
        raise BadEnvelope("The lines are not an array of 1 to 8.")
    lines = [_line(one) for one in value]
    if len({(line.key, line.purpose) for line in lines}) < len(lines):
        raise BadEnvelope("A line comes twice.")
    return (line for line in lines if line.purpose or line.key in LINES)


def _line(value: object) -> Line:
    if not isinstance(value, dict) or ("k" in value) == ("p" in value):
        raise BadEnvelope("A line has neither a key nor a purpose, or both.")
    key, purpose = value.get("k", ""), value.get("p", "")
    number, shown = value.get("n", ""), value.get("s")
    if not all(type(text) is str for text in (key, purpose, number)) or type(shown) is not bool:
        raise BadEnvelope("A line is not made of texts, and of whether children see it.")
    if "p" in value and not is_purpose(purpose):
        raise BadEnvelope("The purpose of a line is not 1 to 6 characters.")
    if "n" in value and not is_number(number):
        raise BadEnvelope("A number cannot be called.")
    return Line(number, key, purpose, shown)


def _thresholds(value: object) -> dict[str, int]:
    """Read thresholds; those that are not known here are passed over."""
    if not isinstance(value, dict):
        raise BadEnvelope("The thresholds are not a map.")
    known = {name: one for name, one in value.items() if name in THRESHOLDS}
    for name, one in known.items():
        offered = THRESHOLDS[name]
        if type(one) is not type(offered[0]) or one not in offered:
            raise BadEnvelope("A threshold is out of range.")
    if len(known.keys() & _TOGETHER) == 1:
        raise BadEnvelope("How many answers, and how many of them, are set together or not at all.")
    if known.get("lowest_answers", 0) > known.get("answers", 0):
        raise BadEnvelope("These are more than the last answers that are looked at.")
    return known


def _games(value: object) -> str | frozenset[str]:
    if value == ALL_GAMES:
        return ALL_GAMES
    if not isinstance(value, list) or not 0 < len(value) <= MOST_GAMES:
        raise BadEnvelope("The games are neither all nor 1 to 64 names.")
    if not all(type(one) is str and _GAME.fullmatch(one) for one in value):
        raise BadEnvelope("The name of a game is not 1 to 32 small letters.")
    if len(set(value)) < len(value):
        raise BadEnvelope("A game comes twice.")
    return frozenset(value)
