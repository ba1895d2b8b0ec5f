"""The clock: how far it can be believed, and what it rests on."""

from collections.abc import Iterator
from datetime import timedelta

from hardware import chip, clock
from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well
from kiosk.domain.moment import HOUSE_ZONE, ClockState
from kiosk.house import House

# What was kept longer ago sets the date wrong at a start without a clock chip.
_OLDEST_SAVED = timedelta(days=2)


def date(house: House) -> Iterator[Result]:
    """Tell how far the date can be believed."""
    state = house.clock().clock
    if state is ClockState.TRUSTED:
        yield well("date", _("The date is right."))
    elif state is ClockState.ESTIMATED:
        said = _("The date is only estimated.")
        yield ill("date", said, _("Please put it right: Upkeep, Date and time."))
    else:
        said = _("The house does not know the date.")
        yield ill("date", said, _("Please put it right: Upkeep, Date and time."))


def synchronised(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the network keeps the clock right; a village may do without."""
    if clock.is_synchronised():
        yield well("synchronised", _("The network keeps the clock right."))
    else:
        yield unknown("synchronised", _("No network keeps the clock right at this moment."))


def chip_time(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether there is a clock chip, and whether its battery keeps the time."""
    told = chip.says()
    if told is None and not chip.is_there():
        said = _("There is no clock chip: after a power cut without a network the date is a guess.")
        yield unknown("clock_chip", said)
    elif told is None or chip.is_off(told, clock.read().at):
        said = _("The clock chip does not keep the time.")
        yield ill("clock_chip", said, _("Put a new battery into it, and set the date again."))
    else:
        yield well("clock_chip", _("The clock chip keeps the time."), says=f"{told} UTC")


def saved_time(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether the time is kept for the next start."""
    kept = clock.saved()
    if kept is None:
        yield unknown("saved_time", _("No time is kept for a start without a clock chip."))
        return
    at = f"{kept.astimezone(HOUSE_ZONE):%Y-%m-%d %H:%M}"
    if clock.read().at - kept > _OLDEST_SAVED:
        said = _("The time that is kept for the next start is old: {at}.")
        yield ill("saved_time", said, _("After a power cut, look at the date first."), at=at)
    else:
        yield well("saved_time", _("The time is kept for the next start."), at=at)
