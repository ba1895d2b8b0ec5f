"""How a prompt reaches a child: in the counselor's own voice, else synthesised, else shown.

A recording counts once it is approved, and while its page still says the same sentence. What is
synthesised is kept beside the records. With neither, the page shows at once how it is done.
"""

import subprocess
import wave
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from threading import Lock

from flask import current_app
from flask_babel import force_locale

from games import speech
from games.languages import APPROVED_FIRST, spoken_in
from kiosk.child.prompts import PROMPTS, say
from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.store import recordings
from kiosk.store.safety import disk

_PATIENCE = 20.0
_one_at_a_time = Lock()


class Way(StrEnum):
    """The three ways in which a prompt reaches a child."""

    RECORDED = "recorded"
    SYNTHESISED = "synthesised"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Voice:
    """What is heard of a prompt, and in which language.

    tag: another one for every sound, and empty for none.
    """

    way: Way
    locale: str
    tag: str = ""


def voice_of(locale: str, prompt: str) -> Voice:
    """Tell in which way a prompt reaches a child who sees its page in this language."""
    if prompt not in PROMPTS:
        return Voice(Way.SHOWN, locale)
    sentence = sentence_of(locale, prompt)
    recorded = _recorded_tag(locale, prompt, sentence)
    if recorded is not None:
        return Voice(Way.RECORDED, locale, recorded)
    # What no speaker has approved is written in Mandarin, and heard in it as well.
    spoken = spoken_in(sentence, locale)
    if spoken != locale:
        return voice_of(spoken, prompt)
    if speech.can_say(locale):
        return Voice(Way.SYNTHESISED, locale, _synthesised_tag(locale, sentence))
    return Voice(Way.SHOWN, locale)


def sentence_of(locale: str, prompt: str) -> str:
    """Tell what the page of a prompt says in a language."""
    # What was printed stays as long as the process, what speakers approve does not.
    return _sentence(locale, prompt) if locale in APPROVED_FIRST else _printed(locale, prompt)


def _sentence(locale: str, prompt: str) -> str:
    with force_locale(locale):
        return say(prompt)


_printed = cache(_sentence)


def sound_of(directory: Path, locale: str, prompt: str) -> Path | BytesIO | None:
    """Find a prompt as a WAV file, synthesising it first; None where it cannot be said.

    It is in memory alone where the card takes no file: then above all a child has to hear.
    """
    if prompt not in PROMPTS or not speech.can_say(locale):
        return None
    sentence = sentence_of(locale, prompt)
    path = directory / "voice" / f"{_synthesised_tag(locale, sentence)}.wav"
    try:
        with _one_at_a_time:
            return path if path.exists() else _synthesise(sentence, locale, path)
    except (OSError, EOFError, wave.Error, subprocess.TimeoutExpired):
        return None  # no voice after all, or a machine too busy to speak


def _recorded_tag(locale: str, prompt: str, sentence: str) -> str | None:
    """Look for a recording; a page that says the records are lost must not need them."""
    house: House | None = current_app.extensions.get("house")
    if house is None:
        return None
    asked = ("heard", locale, prompt, sentence)
    with suppress(StoreError):
        return house.database.remembered(asked, lambda db: recordings.heard(db, *asked[1:]))
    return None


def _synthesise(sentence: str, locale: str, path: Path) -> Path | BytesIO | None:
    command = speech.command(locale, sentence, "--stdout")
    if command is None:
        return None
    done = subprocess.run(command, check=False, capture_output=True, timeout=_PATIENCE)
    if done.returncode:
        return None
    sound = _measured(done.stdout)
    try:
        path.parent.mkdir(exist_ok=True)
        # Not left to espeak-ng: to a full card it writes half a sentence, and calls that well.
        with disk.written_whole(path) as file:
            file.write(sound)
    except OSError:
        return BytesIO(sound)
    return path


def _measured(streamed: bytes) -> bytes:
    """Put its length into a WAV file that was begun before that was known."""
    whole = BytesIO()
    with wave.open(BytesIO(streamed)) as said, wave.open(whole, "wb") as kept:
        kept.setparams(said.getparams()._replace(nframes=0))
        kept.writeframes(said.readframes(said.getnframes()))
    return whole.getvalue()


@cache
def _synthesised_tag(locale: str, sentence: str) -> str:
    """Name a sound by its sentence, so that a better wording is spoken at once."""
    told = f"{speech.EDITION} {locale} {sentence}"
    return blake2b(told.encode(), digest_size=12).hexdigest()
