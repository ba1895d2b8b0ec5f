"""What comes of trying a part, and what to do where it does not work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hardware.language import _
from hardware.parts import NAMES, Trouble

ADVICE = {
    "help": _(
        "Look whether its two wires sit on the pins of the drawing (aiyou hardware wiring), and"
        " whether the button clicks."
    ),
    "help light": _(
        "Swap the two wires of the light: it shines one way round only. Its resistor (330 Ω)"
        " belongs between the pin and the light."
    ),
    "presence": _(
        "It takes a minute after it is switched on. It needs 5 V, ground and its signal pin; on the"
        " sensor itself, turn sensitivity up."
    ),
    "status": _(
        "Where colours are wrong, swap their pins in the file. Where it is lit when it should be"
        " dark, write common = “anode” or “cathode”, whichever it is not."
    ),
    "buzzer": _(
        "It has to be a passive buzzer, from its pin to ground. Softer or louder: loudness in the"
        " file, from 0 to 1."
    ),
    "off": _("Look whether its two wires sit on the pins of the drawing (aiyou hardware wiring)."),
    "ups": _(
        "Look which pin of the board tells that power fails, and whether it goes low or high then:"
        " “fails” in the file."
    ),
    "rtc": _(
        "Add dtoverlay=i2c-rtc,ds3231 to /boot/firmware/config.txt and restart; look at its four"
        " wires and its battery."
    ),
    "temperature": _("Give the box air, and keep it out of the sun."),
    "power": _("Use the power supply that belongs to the Pi, and a short thick cable."),
    "card": _("Make a backup, and ask headquarters for a new card."),
    "": _("If the box is running, stop it first: sudo systemctl stop aiyou-hardware"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of trying one thing; `well` is None where nobody could tell.

    sentence, advice: with places for `figures`; the advice is empty where none is needed.
    """

    name: str
    well: bool | None
    sentence: str
    advice: str = ""
    figures: Mapping[str, object] | None = None


def of_trouble(trouble: Trouble) -> Result:
    """Tell a part that is wrong in the file, or does not answer, as a result."""
    figures = {"part": NAMES.get(trouble.part, ""), **trouble.figures}
    return Result(
        trouble.part or "pins",
        well=False,
        sentence=trouble.sentence,
        advice=ADVICE[""] if "why" in figures else "",
        figures=figures,
    )


def well(name: str, sentence: str, **figures: Any) -> Result:  # noqa: ANN401
    """Say that something works."""
    return Result(name, well=True, sentence=sentence, figures=figures)


def ill(name: str, sentence: str, **figures: Any) -> Result:  # noqa: ANN401
    """Say that something does not work, and what to do."""
    return Result(name, well=False, sentence=sentence, advice=ADVICE[name], figures=figures)
