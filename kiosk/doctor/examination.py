"""Does every check; one that breaks is a finding like any other, and stops none."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from hardware.language import _
from kiosk.config import HouseConfig
from kiosk.doctor.card import is_somebody_elses
from kiosk.doctor.findings import Finding, Result, ill
from kiosk.doctor.parts import LONG, PARTS, Part
from kiosk.errors import StoreAway, StoreDamaged, StoreError, StoreTooNew
from kiosk.house import House, open_house
from kiosk.store import house as house_store
from kiosk.store.database import FILE_NAME

log = logging.getLogger(__name__)

Subject = TypeVar("Subject")

_DATABASE = next(part for part in PARTS if part.name == "database")


def look_at(house: House) -> list[Finding]:
    """Do the checks that a page can wait for."""
    return [one for part in PARTS for one in _of_part(part, house.config, house, LONG)]


def examine(config: HouseConfig) -> Iterator[Finding]:
    """Do every check, also where no house is set up or its records do not open."""
    house, trouble = _opened(config)
    standing = _standing(config)
    try:
        if trouble:
            yield Finding(_DATABASE.name, _DATABASE.title, trouble)
        for part in PARTS:
            yield from _of_part(part, standing, house, frozenset())
    finally:
        if house:
            house.close()


def _opened(config: HouseConfig) -> tuple[House | None, Result | None]:
    """Open the house without founding one; tell why where it does not open."""
    nobody = _("No house is set up here.")
    found_it = _("Set it up on the screen's first page, or give its directory by --data.")
    try:
        if not (config.directory / FILE_NAME).exists():
            return None, ill("house", nobody, found_it)
        if is_somebody_elses(config.directory):
            raise PermissionError
        house = open_house(config)
        with house.database.reading() as db:
            if house_store.record(db) is None:
                house.close()
                return None, ill("house", nobody, found_it)
    except (StoreError, OSError) as error:
        return None, _closed(config, error)
    return house, None


def _closed(config: HouseConfig, error: Exception) -> Result:
    if isinstance(error, StoreTooNew):
        said = _("The records were written by a newer version of the program.")
        return ill("house", said, _("Install the newest version again."))
    if isinstance(error, StoreAway):
        said = _("The disk with the records is not there.")
        return ill("house", said, _("Put it in, and switch the machine off and on again."))
    if isinstance(error, PermissionError):
        said = _("The records may not be read by this user.")
        advice = _("Ask as root: sudo aiyou doctor --data {directory}")
        return ill("house", said, advice, directory=str(config.directory))
    advice = _("Leave the card in and restart: the house mends itself from its backup.")
    if isinstance(error, StoreDamaged):
        return ill("house", _("The records are damaged."), advice)
    return ill("house", _("The records do not open: {why}"), advice, why=str(error))


def _standing(config: HouseConfig) -> HouseConfig:
    """Where the house's directory is not there, or not to be seen, look at what would hold it."""
    directory = config.directory
    while not os.path.exists(directory):  # noqa: PTH110 - Path's own fails where one may not look
        directory = directory.parent
    return replace(config, data=directory)


def _of_part(
    part: Part,
    config: HouseConfig,
    house: House | None,
    but: frozenset[object],
) -> Iterator[Finding]:
    results: list[Result] = []
    if house:
        for of_house in part.house:
            results += _safely(of_house, house) if of_house not in but else ()
    for of_machine in part.machine:
        results += _safely(of_machine, config) if of_machine not in but else ()
    return (Finding(part.name, part.title, one) for one in results)


def _safely(check: Callable[[Subject], Iterable[Result]], subject: Subject) -> list[Result]:
    try:
        return list(check(subject))
    except Exception as error:
        log.debug("%s broke", check.__name__, exc_info=True)
        said = _("This could not be looked at: {why}")
        advice = _("Please tell headquarters these words.")
        why = str(error) or type(error).__name__
        return [ill(check.__name__, said, advice, why=why)]
