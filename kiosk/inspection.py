"""Looks whether a house is well: its records, its audit, its backups, its clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import HouseConfig
from kiosk.domain.moment import ClockState
from kiosk.errors import BadBackup, NotFounded, OtherKey, StoreError
from kiosk.house import House, open_founded
from kiosk.store.keys import card_key
from kiosk.store.rights import audit
from kiosk.store.safety import backup, backup_names, places, soundness


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and one sentence."""

    what: str
    well: bool
    sentence: str


def inspect(config: HouseConfig) -> Iterator[Finding]:
    """Look at everything, one thing after another; damage in one hides no other."""
    try:
        house = open_founded(config)
    except (NotFounded, StoreError) as error:
        yield Finding("records", well=False, sentence=str(error))
    else:
        try:
            yield from _of_house(house)
        finally:
            house.close()
    yield from _backups(config)


def _of_house(house: House) -> Iterator[Finding]:
    for what, look_at in (("records", _records), ("audit", _audit), ("clock", _clock)):
        try:
            yield look_at(house)
        except StoreError as error:
            yield Finding(what, well=False, sentence=str(error))


def _records(house: House) -> Finding:
    with house.database.snapshot() as db:
        problem = soundness.first_problem(db)
    return Finding("records", not problem, problem or "The records are whole.")


def _audit(house: House) -> Finding:
    with house.database.reading() as db:
        broken = audit.first_broken(db)
    if broken is None:
        return Finding("audit", well=True, sentence="The audit's chain holds.")
    return Finding("audit", well=False, sentence=f"Line {broken} of the audit was changed.")


def _clock(house: House) -> Finding:
    state = house.clock().clock
    if state is ClockState.UNKNOWN:
        return Finding("clock", well=False, sentence="The house does not know the date.")
    return Finding("clock", well=True, sentence=f"The clock is {state.value}.")


def _backups(config: HouseConfig) -> Iterator[Finding]:
    key, any_found = card_key.read(config.directory), False
    for place in places.found(config.backup_directory, config.sticks):
        for path in backup_names.files(place.directory):
            any_found = True
            yield _backup(path, key)
    if not any_found:
        yield Finding("backups", well=True, sentence="No backup has been made yet.")


def _backup(path: Path, key: bytes | None) -> Finding:
    """Open a backup with the card's key; one of another card is looked at from outside."""
    try:
        backup.open_with_card(path, key)
    except OtherKey:
        return Finding(str(path), well=True, sentence="It is undamaged; its key is elsewhere.")
    except BadBackup as error:
        return Finding(str(path), well=False, sentence=str(error))
    except OSError as error:
        return Finding(str(path), well=False, sentence=f"It cannot be read: {error.strerror}.")
    return Finding(str(path), well=True, sentence="It opens and is whole.")
