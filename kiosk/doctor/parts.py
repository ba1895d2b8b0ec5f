"""Every part of the house that is examined, in the order in which it is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor import (
    backups,
    browser,
    card,
    clock,
    guessing,
    letters,
    memory,
    pins,
    power,
    program,
    records,
    screen,
    sending,
    services,
    sound,
)
from kiosk.doctor.findings import Result
from kiosk.house import House

OfMachine = Callable[[HouseConfig], Iterable[Result]]
OfHouse = Callable[[House], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name for programs, its title, and its checks.

    machine: checks that need no house. house: those that need its records open.
    """

    name: str
    title: str
    machine: tuple[OfMachine, ...] = ()
    house: tuple[OfHouse, ...] = ()


# One line a part.
PARTS = (
    Part(
        "clock", _("Clock"),
        (clock.synchronised, clock.chip_time, clock.saved_time), (clock.date,),
    ),
    Part("power", _("Power"), (power.voltage, power.source, power.temperature)),
    Part("card", _("Card"), (card.room, card.writable, card.wear)),
    Part("memory", _("Memory"), (memory.room, memory.core, memory.swap)),
    Part("screen", _("Screen"), (screen.connector, screen.compositor, screen.backlight)),
    Part("touch", _("Touch"), (screen.fingers,)),
    Part("sound", _("Sound"), (sound.card, sound.voice, sound.speaking)),
    Part("fonts", _("Letters"), (letters.scripts,)),
    Part("gpio", _("Buttons and lights"), (pins.chip, pins.parts)),
    Part("browser", _("Browser"), (browser.program, browser.version, browser.policies)),
    Part("services", _("Services"), (services.services,)),
    Part(
        "database", _("Records"), (),
        (records.shape, records.last_look, records.whole, records.audit),
    ),
    Part("backups", _("Backups"), (backups.sticks,), (backups.last, backups.elsewhere)),
    Part(
        "sync", _("Headquarters"), (),
        (sending.contact, sending.waiting, sending.last_try, sending.network),
    ),
    Part(
        "program", _("Program"),
        (program.program, program.sealing), (program.limits, guessing.guessing),
    ),
)  # fmt: skip

# These take seconds: a page does without.
LONG: frozenset[object] = frozenset(
    {sound.speaking, browser.version, records.whole, records.audit, guessing.guessing}
)
