"""Says a prompt aloud: synthesised by espeak-ng once, then kept beside the records.

espeak-ng reads Chinese characters wrongly, so Mandarin goes through pinyin.
"""

import shutil
import subprocess
from hashlib import blake2b
from pathlib import Path

from flask_babel import force_locale

from kiosk.child.prompts import PROMPTS, say

# Slow and a little high: spoken to small children.
_SPEED, _PITCH = "135", "60"
_VOICES = {"zh_Hans": "cmn-latn-pinyin", "en": "en"}
_PATIENCE = 20.0


def path_of(directory: Path, locale: str, prompt: str) -> Path | None:
    """Find a prompt as a WAV file, making it first; None where it cannot be said."""
    if locale not in _VOICES or prompt not in PROMPTS:
        return None
    with force_locale(locale):
        sentence = say(prompt)
    # The name tells the sentence, so that a better wording is spoken at once.
    name = blake2b(f"{locale} {sentence}".encode(), digest_size=12).hexdigest()
    path = directory / "voice" / f"{name}.wav"
    try:
        return path if path.exists() or _synthesise(sentence, locale, path) else None
    except (OSError, subprocess.TimeoutExpired):
        return None  # a full card, or a machine too busy to speak


def _synthesise(sentence: str, locale: str, path: Path) -> bool:
    program = shutil.which("espeak-ng")
    if program is None:
        return False
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(".part")
    text = _pinyin(sentence) if locale == "zh_Hans" else sentence
    options = ["-v", _VOICES[locale], "-s", _SPEED, "-p", _PITCH, "-w", str(draft)]
    done = subprocess.run(
        [program, *options, "--", text], check=False, capture_output=True, timeout=_PATIENCE
    )
    if done.returncode == 0:
        draft.replace(path)
    return done.returncode == 0


def _pinyin(sentence: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True))
