"""Looks at what needs nobody to press or see: clock chip, warmth, power, card."""

from collections.abc import Iterator
from pathlib import Path

from hardware import card, chip, clock, health, supply
from hardware.language import _
from hardware.parts import Wiring
from hardware.results import Result, ill, well

_HOTTEST, _MOST_WORN = 80, 80


def look(wiring: Wiring, directory: Path) -> Iterator[Result]:
    """Look at everything; the card is the one that holds a directory."""
    if wiring.get("rtc"):
        yield clock_chip()
    yield warmth(directory)
    yield power()
    yield wear(directory)


def clock_chip() -> Result:
    """Ask the clock chip for the time; one without a battery tells of 1970 or 2000."""
    told = chip.says()
    if told is None:
        return ill("rtc", _("The clock chip does not tell the time."))
    found = ill if chip.is_off(told, clock.read().at) else well
    return found("rtc", _("The clock chip says {time} (UTC)."), time=told)


def warmth(directory: Path) -> Result:
    """Tell how warm it is inside."""
    degrees = health.read(directory).get("temperature_c")
    if degrees is None:
        return Result("temperature", None, _("How warm it is inside is not measured."))
    if degrees >= _HOTTEST:
        return ill("temperature", _("It is {degrees} °C hot inside."), degrees=degrees)
    return well("temperature", _("It is {degrees} °C warm inside."), degrees=degrees)


def power() -> Result:
    """Tell whether power is strong enough, now and since the start."""
    weak = supply.under_voltage()
    if weak is None:
        return Result("power", None, _("Whether power is strong enough is not measured."))
    if supply.is_weak_now():
        return ill("power", _("Power is too weak at this moment."))
    if weak:
        return ill("power", _("Power was too weak since the start."))
    return well("power", _("Power has been strong enough since the start."))


def wear(directory: Path) -> Result:
    """Tell how worn the card is that holds a directory."""
    used = card.wear(directory)
    if used is None:
        return Result("card", None, _("The card does not tell how worn it is; most do not."))
    said = _("Of its life, the card has used at most {used}.")
    return (ill if used > _MOST_WORN else well)("card", said, used=f"{used} %")
