"""Speaks by espeak-ng, which reads Chinese characters wrongly: Mandarin goes through pinyin.

The voice of the pages and of the games is one: what it can say, and how it is asked to.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from functools import cache, lru_cache
from pathlib import Path

VOICES = {"zh_Hans": "cmn-latn-pinyin", "en": "en"}
# Slow and a little high: spoken to small children.
SPEED, PITCH = "125", "60"

# Raised when the voice or the spelling changes: what was synthesised before is said anew.
EDITION = 3

# What every house says; kiosk.child.make_spelled writes it, which knows the pages as well.
SPELLED = Path(__file__).with_name("spelled.json")

_PATIENCE = 20.0
# So many seconds it is believed that the voice is there, or is not.
_HOLDS = 60.0


def can_say(language: str) -> bool:
    """Tell whether this machine speaks a language."""
    return language in VOICES and _speaks(os.environ.get("PATH", ""), time.monotonic() // _HOLDS)


@lru_cache(maxsize=1)
def _speaks(path: str, _while: float) -> bool:
    """Look for the voice: every page asks, and it is hardly ever installed in between."""
    return shutil.which("espeak-ng", path=path) is not None


def command(language: str, words: str, *options: str) -> list[str] | None:
    """Give the command that says some words; None where this machine cannot say them."""
    program = shutil.which("espeak-ng")
    if program is None or language not in VOICES:
        return None
    try:
        text = _pinyin(words) if language == "zh_Hans" else words
    except (OSError, subprocess.SubprocessError):
        return None
    said = [program, "-v", VOICES[language], "-s", SPEED, "-p", PITCH, *options, "--", text]
    return said if text else None


@cache
def _pinyin(words: str) -> str:
    """Look up how Chinese is spelled, and spell what nobody knew when the house was built."""
    return _spelled_before().get(words) or _spelled_now(words)


def _spelled_before() -> dict[str, str]:
    """Read how all is spelled that every house says; a damaged card may know nothing of it."""
    try:
        # Read in a millisecond, and not kept: it would take 400 KB of each process that speaks.
        spelled: dict[str, str] = json.loads(SPELLED.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return spelled


def _spelled_now(words: str) -> str:
    """Spell Chinese in a process of its own: the tables take 58 MB that nobody need keep."""
    spelling = [sys.executable, "-m", "games.pinyin", words]
    return subprocess.run(
        spelling, check=True, capture_output=True, text=True, timeout=_PATIENCE
    ).stdout
