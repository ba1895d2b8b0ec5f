"""Tells how Chinese letters can be read; nothing where pypinyin is missing.

Every reading counts, a surname's too: 单 is found by "shan" as well as by "dan".
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable

_PATIENCE = 20.0

Readings = dict[str, list[str]]


def of(words: Iterable[str], known: Readings) -> Readings:
    """Tell the readings of each letter of some words, without tones; of most there is one.

    known: what was told before, which is not looked up again.
    """
    letters = {letter for word in words for letter in word}
    unknown = letters - known.keys()
    told = {**known, **(_look_up(unknown) if unknown else {})}
    return {letter: told[letter] for letter in letters & told.keys()}


def _look_up(letters: Collection[str]) -> Readings:
    """Ask a process of its own: the tables take memory that nobody need keep.

    It hears letters in the order of the alphabet and never a name; its phrases are not needed.
    """
    try:
        told = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(sorted(letters)),
            env={**os.environ, "PYPINYIN_NO_PHRASES": "yes"},
            check=True, capture_output=True, text=True, timeout=_PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return {}
    found: Readings = json.loads(told.stdout)
    return found


def _read(letter: str) -> list[str]:
    from pypinyin import Style, pinyin

    found: list[list[str]] = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore")
    return found[0] if found else []


if __name__ == "__main__":
    json.dump({letter: _read(letter) for letter in json.load(sys.stdin)}, sys.stdout)
