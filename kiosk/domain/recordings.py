"""A counselor's voice for a prompt: what a recording must be, and whether children hear it."""

import struct
import wave
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

# What a voice needs, and no more: six seconds of it are 188 KiB.
RATE, WIDTH = 16_000, 2
LONGEST, SHORTEST = 6.0, 0.3
# The most that a file of the longest recording may weigh, with room for what else a WAV holds.
MOST_BYTES = 256 * 1024

# Of 32767; what a microphone gives that is switched off or covered stays below.
_AUDIBLE = 330


class Fault(StrEnum):
    """Why a recording cannot be kept, in one sentence."""

    NO_WAV = "This file is not a whole WAV file."
    OTHER_KIND = "This WAV file is of another kind: it must be 16 bit, mono, 16 kHz."
    TOO_LONG = "This is longer than six seconds: please say it shorter, or cut it."
    TOO_SHORT = "This is too short to be a sentence."
    SILENT = "Nothing can be heard: perhaps the microphone is switched off."


class Standing(StrEnum):
    """How far the voice of a prompt is."""

    MISSING = "missing"
    RECORDED = "recorded"
    APPROVED = "approved"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording without its sound: the sentence as it stood, and whether it may be heard."""

    said: str
    approved: bool = False


def standing(recording: Recording | None, sentence: str) -> Standing:
    """Tell how far a prompt is that says this sentence today."""
    if recording is None:
        return Standing.MISSING
    if recording.said != sentence:
        return Standing.OUT_OF_DATE
    return Standing.APPROVED if recording.approved else Standing.RECORDED


def next_open(standings: Mapping[str, Standing], after: str | None = None) -> str | None:
    """Tell the next prompt whose voice is not approved, from one on and around; None if all are."""
    order = list(standings)
    start = order.index(after) + 1 if after is not None and after in standings else 0
    around = order[start:] + order[:start]
    return next((one for one in around if standings[one] is not Standing.APPROVED), None)


def sound_of(file: bytes) -> bytes:
    """Take the sound out of a file, as a WAV file that holds nothing else.

    Raises ValueError with the sentence of a fault.
    """
    try:
        with wave.open(BytesIO(file)) as found:
            shape = found.getnchannels(), found.getsampwidth(), found.getframerate()
            claimed, frames = found.getnframes(), found.readframes(found.getnframes())
    except (wave.Error, EOFError, RuntimeError, ValueError, struct.error) as error:
        raise ValueError(Fault.NO_WAV) from error
    if shape != (1, WIDTH, RATE):
        raise ValueError(Fault.OTHER_KIND)
    if len(frames) != claimed * WIDTH:
        raise ValueError(Fault.NO_WAV)
    if fault := _fault_of(frames):
        raise ValueError(fault)
    return _wav(frames)


def _fault_of(frames: bytes) -> Fault | None:
    seconds = len(frames) / WIDTH / RATE
    if seconds > LONGEST:
        return Fault.TOO_LONG
    if seconds < SHORTEST:
        return Fault.TOO_SHORT
    is_audible = any(abs(sample) >= _AUDIBLE for sample in array("h", frames))
    return None if is_audible else Fault.SILENT


def _wav(frames: bytes) -> bytes:
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(frames)
    return made.getvalue()
