"""Power and warmth."""

from collections.abc import Iterator

from hardware import inside, supply
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, well

_EMPTY = 20


def voltage(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether power is strong enough, now and since the start."""
    yield inside.power()


def source(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the mains are there and how full a battery is, where the machine tells."""
    mains, percent = supply.on_mains(), supply.battery()
    if mains is False:
        said = _("The mains are gone.")
        yield ill("mains", said, _("Look at plug and fuse; else switch off before it is empty."))
    elif mains:
        yield well("mains", _("The mains are there."))
    if percent is not None and percent <= _EMPTY:
        said = _("The battery is at {percent} %.")
        yield ill("battery", said, _("Plug it in, or switch the house off."), percent=percent)
    elif percent is not None:
        yield well("battery", _("The battery is at {percent} %."), percent=percent)


def temperature(config: HouseConfig) -> Iterator[Result]:
    """Tell how warm it is inside, where there is a sensor."""
    yield inside.warmth(config.directory)
