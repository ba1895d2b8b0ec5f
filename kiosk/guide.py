"""What the setup guide shows of the box, from the tables by which the box itself works."""

from collections.abc import Iterator
from dataclasses import dataclass

from hardware.check import MOODS
from hardware.drawing import draw
from hardware.errors import BadWiring
from hardware.language import Speech
from hardware.parts import FILE, NAMES, SUGGESTED, load
from hardware.rhythms import CALLING, RING, SIGNS, TAKEN, Rhythm

# A strip shows so many seconds of a light, and of a tone.
OF_A_LIGHT, OF_A_TONE = 12.0, 2.0

_WHITE = "#FFF8EC"
_HUES = {
    (1.0, 0.0, 0.0): "#C43D3D",
    (0.0, 1.0, 0.0): "#2F8F4E",
    (0.0, 0.0, 1.0): "#2F6FC0",
    (1.0, 1.0, 0.0): "#E0A400",
}
_OTHERS = {"calling": CALLING, "ring": RING, "taken": TAKEN}


@dataclass(frozen=True, slots=True)
class Light:
    """A light or tone as it is met: its name, the box's own words, and its rhythm to be drawn.

    said: empty for what the box has no words for. strip: how many seconds are drawn. lit: when it
    is on, as (second, seconds).
    """

    name: str
    said: str
    hue: str
    strip: float
    lit: tuple[tuple[float, float], ...]


def lights(language: str) -> list[Light]:
    """List every light and every tone that the box can show."""
    speech = Speech(language)
    found = [
        _light(mood.value, sign.rhythm, _HUES[sign.colour], speech.say(MOODS[mood]))
        for mood, sign in SIGNS.items()
    ]
    return found + [_light(name, rhythm, _WHITE) for name, rhythm in _OTHERS.items()]


def parts(language: str) -> dict[str, str]:
    """Name every part that can be wired."""
    speech = Speech(language)
    return {part: speech.say(name) for part, name in NAMES.items()}


def drawing(language: str) -> str:
    """Draw this box's own wiring as SVG; the suggested one where it has none, or a broken one."""
    try:
        wiring = load(FILE if FILE.exists() else SUGGESTED)
    except BadWiring:
        wiring = load(SUGGESTED)
    return draw(wiring, Speech(language))


def _light(name: str, rhythm: Rhythm, hue: str, said: str = "") -> Light:
    strip = OF_A_LIGHT if rhythm.repeats else OF_A_TONE
    return Light(name, said, hue, strip, tuple(_lit(rhythm, strip)))


def _lit(rhythm: Rhythm, strip: float) -> Iterator[tuple[float, float]]:
    """Lay a rhythm out from the start of a strip to its end, or once where it does not repeat."""
    if rhythm.at(0.0) == (1.0, None):
        yield 0.0, strip
        return
    at = 0.0
    while at < strip:
        for level, seconds in rhythm.steps:
            if level and at < strip:
                yield round(at, 3), round(min(seconds, strip - at), 3)
            at += seconds
        if not rhythm.repeats:
            return
