"""The pins, and the parts that are wired to them."""

from collections.abc import Iterator

from hardware.box import has_pins
from hardware.errors import BadWiring
from hardware.language import _
from hardware.parts import NAMES, Wiring, load
from hardware.results import of_trouble
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well


def chip(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the computer has pins."""
    if has_pins():
        yield well("pins", _("The computer has pins for buttons and lights."))
    else:
        yield unknown("pins", _("This computer has no pins: no button, no light."))


def parts(_config: HouseConfig) -> Iterator[Result]:
    """Tell which parts are wired, and of each that is written down wrongly, why."""
    try:
        wiring = load()
    except BadWiring as error:
        said = _("The file of the wiring cannot be read: {why}")
        yield ill("wiring", said, _("Write it anew from hardware/suggested.toml."), why=str(error))
        return
    yield from (of_trouble(one) for one in wiring.troubles)
    yield _wired(wiring)


def _wired(wiring: Wiring) -> Result:
    if not wiring.parts:
        return unknown("wiring", _("No part is wired; the screen alone is enough."))
    names = tuple(NAMES[name] for name in wiring.parts)
    said = _("Wired: {names}. “aiyou hardware check” tries each with you.")
    return well("wiring", said, names=names)
