"""What the box says of itself: each thing in a sentence, and whether it is well.

Sentences have places for their figures: the panel tells them in its own language.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from games import speech
from games.languages import DEFAULT
from hardware import clock, health
from kiosk.domain.moment import HOUSE_ZONE, ClockState
from kiosk.house import House
from kiosk.store.safety import backup
from sync.sticks import mounted

_GB, _LEAST_GB = 1e9, 0.5
_LEAST_MEMORY_MB = 100
_HOTTEST = 80
_OLDEST_BACKUP = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: whether it is well, one or two sentences, and the figures."""

    name: str
    well: bool
    sentence: str
    figures: Mapping[str, Any] = field(default_factory=dict)


def card(house: House) -> Finding:
    """Tell how much room is left."""
    disk = shutil.disk_usage(house.config.directory)
    free, whole = disk.free / _GB, disk.total / _GB
    room = {"free": f"{free:.1f}", "all": f"{whole:.1f}"}
    if free < _LEAST_GB:
        said = "Only %(free)s GB of the card's %(all)s GB are free: please call headquarters."
        return _ill("card", said, **room)
    return _well("card", "%(free)s GB of the card's %(all)s GB are free.", **room)


def memory(_house: House) -> Finding:
    """Tell how much memory is left."""
    free, whole = health.memory_mb()
    if free < _LEAST_MEMORY_MB:
        said = (
            "Only %(free)s MB of %(all)s MB of memory are free: please restart the house tonight."
        )
        return _ill("memory", said, free=free, all=whole)
    return _well("memory", "%(free)s MB of %(all)s MB of memory are free.", free=free, all=whole)


def temperature(house: House) -> Finding:
    """Tell how warm it is inside, where there is a sensor."""
    degrees = health.read(house.config.directory).get("temperature_c")
    if degrees is None:
        return _well("temperature", "How warm it is inside is not measured.")
    if degrees >= _HOTTEST:
        said = "It is %(degrees)s °C hot inside: give the box air, and keep it out of the sun."
        return _ill("temperature", said, degrees=degrees)
    return _well("temperature", "It is %(degrees)s °C warm inside.", degrees=degrees)


def date(house: House) -> Finding:
    """Tell how far the clock can be believed."""
    state = house.clock().clock
    if state is ClockState.TRUSTED:
        return _well("clock", "The clock is right.")
    if state is ClockState.ESTIMATED:
        return _ill("clock", "The date is only estimated: please look under Date and time.")
    return _ill("clock", "The house does not know the date: please set it first.")


def uptime(_house: House) -> Finding:
    """Tell since when the machine has been on."""
    return _well(
        "uptime", "It has been on for %(hours)s hours.", hours=f"{clock.steady() / 3600:.0f}"
    )


def program(_house: House) -> Finding:
    """Tell which version runs."""
    return _well("program", "The program is version %(version)s.", version=version("aiyou-house"))


def network(house: House) -> Finding:
    """Tell where the house is reached; it needs no network to be well."""
    found = ", ".join(house.remote.addresses())
    if not found:
        return _well("network", "It is on no network. Summaries wait; nothing else needs one.")
    return _well("network", "It is on the network as %(addresses)s.", addresses=found)


def sticks(house: House) -> Finding:
    """Tell which USB sticks are in."""
    found = ", ".join(path.name for path in mounted(house.config.sticks))
    if not found:
        return _well("sticks", "No USB stick is in.")
    return _well("sticks", "USB sticks that are in: %(sticks)s.", sticks=found)


def last_backup(house: House) -> Finding:
    """Tell when the last backup was made that can be found now."""
    found = [backup.newest(place.directory) for place in house.archivist.places()]
    made = [one.made.at for one in found if one and one.made.is_dated]
    if not made:
        return _ill("backup", "No backup has been made: please make one under Backups.")
    last = max(made).astimezone(HOUSE_ZONE).date()
    if house.clock().day - last > _OLDEST_BACKUP:
        said = "The last backup was made on %(day)s: please make one under Backups."
        return _ill("backup", said, day=f"{last}")
    return _well("backup", "The last backup was made on %(day)s.", day=f"{last}")


def sound(_house: House) -> Finding:
    """Tell whether children can hear anything."""
    if not health.has_sound_card():
        said = "No sound card is found: children hear nothing. Is the loudspeaker plugged in?"
        return _ill("sound", said)
    if not speech.can_say(DEFAULT):
        said = "The computer's voice is missing: children hear only what was recorded."
        return _ill("sound", said)
    return _well("sound", "A loudspeaker's sound card and the computer's voice are found.")


def browser(_house: House) -> Finding:
    """Tell whether there is what shows the pages."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return _well("browser", "The browser is found.")
    return _ill("browser", "The browser Chromium is missing: please call headquarters.")


# One line a thing, in the order in which they are told.
LOOKS: tuple[Callable[[House], Finding], ...] = (
    card, memory, temperature, date, uptime, program, network, sticks, last_backup, sound, browser,
)  # fmt: skip


def look_at(house: House) -> list[Finding]:
    """Look at everything."""
    return [look(house) for look in LOOKS]


def _well(name: str, sentence: str, **figures: object) -> Finding:
    return Finding(name, well=True, sentence=sentence, figures=figures)


def _ill(name: str, sentence: str, **figures: object) -> Finding:
    return Finding(name, well=False, sentence=sentence, figures=figures)
