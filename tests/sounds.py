"""Sounds to record: a tone as a WAV file, and how loud one is in what was recorded."""

import math
import wave
from array import array
from functools import cache
from io import BytesIO

RATE = 16_000
LOUD = 12_000


@cache
def tone(
    seconds: float, hertz: float = 440, *, rate: int = RATE, channels: int = 1, loud: int = LOUD
) -> bytes:
    """Make a WAV file that holds one tone."""
    return wav(samples(seconds, hertz, rate=rate, loud=loud), rate=rate, channels=channels)


def samples(seconds: float, hertz: float = 440, *, rate: int = RATE, loud: int = LOUD) -> array:
    """Make the samples of a tone; a loudness of 0 is silence."""
    turn = 2 * math.pi * hertz / rate
    return array("h", (round(loud * math.sin(turn * n)) for n in range(round(seconds * rate))))


def wav(mono: array, *, rate: int = RATE, channels: int = 1) -> bytes:
    """Write samples as a WAV file, the same ones in every channel."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array("h", (one for one in mono for _ in range(channels))).tobytes())
    return made.getvalue()


def samples_of(file: bytes) -> array:
    """Read the samples of a mono WAV file."""
    with wave.open(BytesIO(file)) as sound:
        return array("h", sound.readframes(sound.getnframes()))


def strength(mono: array, hertz: float, rate: int = RATE) -> float:
    """Tell how much of the sound is a tone of this pitch, from 0 to 1 (Goertzel, 1958)."""
    turn = 2 * math.pi * hertz / rate
    real = sum(one * math.cos(turn * n) for n, one in enumerate(mono))
    imaginary = sum(one * math.sin(turn * n) for n, one in enumerate(mono))
    energy = sum(one * one for one in mono) * len(mono) / 2
    return (real * real + imaginary * imaginary) / energy if energy else 0.0


def pitched(mono: array, hertz: float, rate: int = RATE) -> float:
    """Tell for which part of the sound, from 0 to 1, this pitch is most of what is heard.

    Each twentieth of a second is judged by itself: a busy machine drops some of what a browser's
    pretended microphone says, and what comes after such a gap is heard as well as before it.
    """
    step = rate // 20
    moments = [mono[at : at + step] for at in range(0, len(mono) - step + 1, step)]
    return sum(strength(moment, hertz, rate) > 0.8 for moment in moments) / len(moments)
