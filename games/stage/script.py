r"""Presses from a file, for demonstrations, pictures and tests: one JSON object a line.

`{"wait": 0.3}` seconds; `{"tap": "seats:2"}` a target by name, or `{"tap": "hint"}` the one the
game would point at, as soon as it points at something; `{"press": [40, 30]}` a point in mm;
`{"key": "right"}` a key by SDL's name; `{"hold": ["pad:0", "pad:1"]}` targets to be held until
`{"let": ["pad:0"]}`; `{"hint_until": "end"}` what the game would point at, again and again until
the game ends.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from games.errors import BadScript
from games.stage.scene import Scene

# Longer than the lockout: a script presses like a child, no faster.
PACE = 0.45
# After so many seconds it is seen again whether the scene waits for a cue.
AGAIN = 1 / 30

_KINDS: dict[str, Any] = {
    "wait": (int, float),
    "tap": str,
    "press": list,
    "key": str,
    "hint_until": str,
    "hold": list,
    "let": list,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One line: what to do and with what."""

    kind: str
    value: Any


class Player:
    """Plays one cue after another, each when it is its time and the scene waits for it."""

    def __init__(self, cues: Iterator[Cue]) -> None:
        self._cues, self._at = cues, 0.0
        self._next: Cue | None = None

    def due(self) -> float | None:
        """Tell when the next cue may be played; None where there is none."""
        if self._next is None:
            self._next = next(self._cues, None)
        return None if self._next is None else self._at

    def take(self, now: float, scene: Scene, scene_now: float) -> Cue | None:
        """Give the cue that is to be played now; the scene has a time of its own."""
        at = self.due()
        if self._next is None or at is None or now < at:
            return None
        if not _waits_for(scene, self._next, scene_now):
            self._at = now + AGAIN
            return None
        cue, self._next = self._next, None
        self._at = now + (cue.value if cue.kind == "wait" else PACE)
        return cue


def _waits_for(scene: Scene, cue: Cue, now: float) -> bool:
    """Tell whether a cue may be played: who follows a hint waits while it is best to wait."""
    if cue.kind in {"wait", "hold", "let"}:
        return True
    in_vain = cue.kind == "tap" and cue.value == "hint" and scene.hint() is None
    return scene.ready(now) and not in_vain


def read(path: Path) -> Iterator[Cue]:
    """Read a script, all of it before the first cue. Raises BadScript."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadScript("The script is not a text.") from error
    cues = [_parse(line, at) for at, line in enumerate(lines, 1) if line.strip()]
    return _endless(cues)


def _parse(line: str, at: int) -> Cue:
    try:
        ((kind, value),) = json.loads(line).items()
        fits = isinstance(value, _KINDS[kind])
    except (ValueError, KeyError, AttributeError) as error:
        raise BadScript(f"Line {at} of the script is no cue.") from error
    if not fits or (kind in _LISTS and not _LISTS[kind](value)):
        raise BadScript(f"Line {at} of the script has a {kind} that cannot be played.")
    return Cue(kind, value)


def _is_point(value: list[Any]) -> bool:
    return len(value) == 2 and all(isinstance(one, int | float) for one in value)


def _are_names(value: list[Any]) -> bool:
    return all(isinstance(one, str) for one in value)


_LISTS = {"press": _is_point, "hold": _are_names, "let": _are_names}


def _endless(cues: list[Cue]) -> Iterator[Cue]:
    for cue in cues:
        if cue.kind == "hint_until":
            while True:
                yield Cue("tap", "hint")
        yield cue
