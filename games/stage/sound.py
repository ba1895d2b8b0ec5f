"""Soft tones that answer a press; silent on a machine without a sound device."""

import os
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from math import exp, pi, sin

import pygame

_RATE = 22050
# Notes in Hz, one after another; a miss is as soft as a find, only lower.
_TONES: dict[str, tuple[float, ...]] = {
    "tap": (523.3,),
    "turn": (587.3,),
    "pair": (523.3, 659.3, 784.0),
    "back": (392.0, 349.2),
    "done": (523.3, 659.3, 784.0, 1046.5),
}
_STEP, _LENGTH, _LOUD = 0.11, 0.45, 0.22


class Sound:
    """Plays tones by name."""

    def __init__(self, loud: Callable[[], int]) -> None:
        """Sound as loud as is told each time, from 0 to 100."""
        self._loud = loud
        self._on = False

    def open(self) -> None:
        """Open the sound device, if there is one and it may be heard."""
        if not self._loud():
            return
        try:
            with _hushed():
                pygame.mixer.init(_RATE, -16, 1, 512)
            self._on = True
        except pygame.error:
            self._on = False

    def play(self, name: str | None) -> None:
        """Play a tone without waiting for it."""
        if self._on and name is not None and (loud := self._loud()):
            tone = _tone(name)
            tone.set_volume(loud / 100)
            tone.play()


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep ALSA, which complains on standard error by itself, silent too."""
    before, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


@cache
def _tone(name: str) -> pygame.mixer.Sound:
    notes = _TONES[name]
    length = int(_RATE * (_STEP * (len(notes) - 1) + _LENGTH))
    wave = [0.0] * length
    for place, note in enumerate(notes):
        begin = int(place * _STEP * _RATE)
        for at in range(begin, length):
            wave[at] += _pluck(note, (at - begin) / _RATE)
    return pygame.mixer.Sound(buffer=array("h", (round(32000 * _LOUD * w) for w in wave)))


def _pluck(note: float, seconds: float) -> float:
    """Sound like a struck wooden bar: a quick, soft beginning that fades."""
    return (1 - exp(-seconds * 400)) * exp(-seconds * 8) * sin(2 * pi * note * seconds)
