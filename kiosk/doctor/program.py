"""The program itself: which it is, what seals, and what an adult has set."""

from collections.abc import Iterator
from importlib.metadata import version

from hardware import clock
from hardware.language import Phrase, _
from kiosk import sodium
from kiosk.config import HouseConfig
from kiosk.doctor.findings import Result, well
from kiosk.domain.settings import write
from kiosk.house import House


def program(_config: HouseConfig) -> Iterator[Result]:
    """Tell which version runs, and since when the machine does."""
    said = _("The program is version {version}; the machine is on for {hours} hours.")
    hours = round(clock.steady() / 3600)
    yield well("program", said, version=version("aiyou-house"), hours=hours)


def sealing(_config: HouseConfig) -> Iterator[Result]:
    """Tell whether libsodium seals; it does not say its version, PyNaCl that brings it does."""
    sodium.require()
    said = _("What is secret can be sealed and opened (libsodium, PyNaCl {pynacl}).")
    yield well("libsodium", said, pynacl=version("pynacl"))


def limits(house: House) -> Iterator[Result]:
    """Tell how long children play, what an adult has set, and where."""
    now, first = house.settings(), house.config.settings
    otherwise = write(now, first)
    changes = Phrase(_("all is as the configuration says"))
    if otherwise:
        changes = Phrase(_("set there: {names}"), {"names": tuple(otherwise)})
    said = _(
        "Children play {sitting} minutes at a time and {day} a day, from {begins} to {ends}."
        " It is set under Upkeep; {changes}."
    )
    yield well(
        "limits", said, sitting=f"{now.sitting_minutes:g}", day=f"{now.day_minutes:g}",
        begins=f"{now.play_from:%H:%M}", ends=f"{now.play_until:%H:%M}",
        changes=changes, changed=dict(otherwise),
    )  # fmt: skip
