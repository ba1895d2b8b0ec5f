"""Puts another database in the place of the house's own; a power cut leaves one of the two.

The new one is written whole beside the old. From the moment it bears the name `coming`
the move is decided: whoever opens the records next finishes it.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.backups import KEPT_FOR
from kiosk.domain.moment import EARLIEST
from kiosk.store.safety import disk

# How many databases that were set aside are kept, of each kind.
_KEPT = 3

BEFORE_RESTORE = "before-restore"
DAMAGED = "damaged"


def building(house: Path) -> Path:
    """Tell where to build the new database; what a power cut left there is taken away."""
    path = house.with_name(f"{house.name}.building")
    for leftover in (path, _named(path, "-journal")):
        leftover.unlink(missing_ok=True)
    return path


def decide(house: Path, built: Path, aside: str) -> None:
    """Let a database that was built take the place of the house's own, which is set aside.

    aside: BEFORE_RESTORE or DAMAGED. Nobody may have the old one open.
    """
    with built.open("rb") as file:
        disk.flush(file)
    built.replace(_coming(house, aside))
    disk.settle(house.parent)
    finish(house)


def finish(house: Path) -> None:
    """Do what is left of a move that was decided; without one, nothing."""
    for aside in (BEFORE_RESTORE, DAMAGED):
        coming = _coming(house, aside)
        if coming.exists():
            _set_aside(house, aside)
            coming.replace(house)
            disk.settle(house.parent)
            _forget_oldest(house, aside)


def is_there(house: Path) -> bool:
    """Tell whether a house has a database, or one that is to take its place. Raises OSError."""
    coming = (_coming(house, aside) for aside in (BEFORE_RESTORE, DAMAGED))
    return any(one.exists() for one in (house, *coming))


def set_aside(house: Path, aside: str) -> list[Path]:
    """List the databases that were set aside, the latest first."""
    found = {_number(path, aside): path for path in house.parent.glob(f"{house.name}.{aside}-*")}
    return [found[number] for number in sorted(found, reverse=True) if number]


def forget_old(house: Path, now: datetime) -> None:
    """Let go of what was set aside longer than 30 days ago, by a clock that is believed."""
    for aside in (BEFORE_RESTORE, DAMAGED):
        for path in set_aside(house, aside):
            since = datetime.fromtimestamp(path.stat().st_ctime, UTC)
            # What was set aside in a boot without a date has none; of each kind three stay at most.
            if since >= EARLIEST and now - since > KEPT_FOR:
                _forget(path)


def _forget(path: Path) -> None:
    for one in (_named(path, "-wal"), _named(path, "-journal"), path):
        one.unlink(missing_ok=True)


def _coming(house: Path, aside: str) -> Path:
    return house.with_name(f"{house.name}.coming-{aside}")


def _set_aside(house: Path, aside: str) -> None:
    """Move the log first: a database without its log would still look like the house's own."""
    latest = next(iter(set_aside(house, aside)), None)
    number = _number(latest, aside) + 1 if latest else 1
    target = house.with_name(f"{house.name}.{aside}-{number}")
    _named(house, "-shm").unlink(missing_ok=True)
    # A journal that stayed would be played back into the database that comes.
    beside = [(_named(house, end), _named(target, end)) for end in ("-wal", "-journal")]
    for source, goal in (*beside, (house, target)):
        with suppress(FileNotFoundError):
            source.rename(goal)
    disk.settle(house.parent)


def _forget_oldest(house: Path, aside: str) -> None:
    for old in set_aside(house, aside)[_KEPT:]:
        _forget(old)


def _named(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _number(path: Path, aside: str) -> int:
    """Tell the number of a database that was set aside; 0 for its log and all others."""
    found = re.search(rf"\.{aside}-(\d+)$", path.name)
    return int(found[1]) if found else 0
