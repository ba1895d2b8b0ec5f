"""Backups: when the last one was made, and where they go."""

from collections.abc import Iterator
from datetime import timedelta

from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, ill, unknown, well
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.house import House
from sync.sticks import mounted

_OLDEST = timedelta(days=3)
_CARD = _("the card")


def last(house: House) -> Iterator[Result]:
    """Tell when the house's last backup was made that can be found now, and where it lies."""
    found = [(house.archivist.newest(one), one) for one in house.archivist.places()]
    made = [(one.made.at, place) for one, place in found if one and one.made.is_dated]
    if not made:
        said = _("No backup has been made.")
        yield ill("backup", said, _("Please make one: Upkeep, Backups."))
        return
    at, place = max(made, key=lambda one: one[0])
    figures = {"day": f"{at.astimezone(HOUSE_ZONE).date()}", "place": place.stick or _CARD}
    said = _("The last backup was made on {day}: {place}.")
    if house.clock().day - at.astimezone(HOUSE_ZONE).date() > _OLDEST:
        yield ill("backup", said, _("Please make one: Upkeep, Backups."), **figures)
    else:
        yield well("backup", said, **figures)


def elsewhere(house: House) -> Iterator[Result]:
    """Tell whether any backup of the house lies outside the card."""
    sticks = [one for one in house.archivist.places() if one.stick]
    if any(house.archivist.newest(one) for one in sticks):
        yield well("elsewhere", _("A stick that is in holds a backup too."))
    else:
        said = _("No backup is seen outside the card: if it breaks, all is gone.")
        advice = _("Once a week, put a USB stick with a folder aiyou-backups in overnight.")
        yield unknown("elsewhere", said, advice)


def sticks(config: HouseConfig) -> Iterator[Result]:
    """Tell which USB sticks are in."""
    found = tuple(path.name for path in mounted(config.sticks))
    if found:
        yield well("sticks", _("USB sticks that are in: {names}."), names=found)
    else:
        yield unknown("sticks", _("No USB stick is in."))
