"""A house's records and their backups, as files, whatever stands in them."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.store.safety import soundness


@dataclass(frozen=True, slots=True)
class Records:
    """Where a house's records and their backups are."""

    house: Path
    backups: Path


def is_missing(house: Path) -> bool:
    """Tell whether there are no records; SQLite passes over a log without its database."""
    return not house.exists() or not house.stat().st_size


def has_log(house: Path) -> bool:
    """Tell whether something stands in the log of a database."""
    log = house.with_name(f"{house.name}-wal")
    return log.exists() and log.stat().st_size > 0


def last_number(house: Path) -> int | None:
    """Tell the last number that a database gave out; None where it cannot be read."""
    look_at = soundness.look_at
    with suppress(sqlite3.Error, TypeError, UnicodeDecodeError), closing(look_at(house)) as old:
        return int(old.execute("SELECT last FROM sequence").fetchone()[0])
    return None


def house_key(house: Path) -> bytes | None:
    """Tell the public key of the house that the records are of; None where nothing tells it."""
    look_at = soundness.look_at
    with suppress(sqlite3.Error, TypeError, UnicodeDecodeError), closing(look_at(house)) as old:
        return bytes(old.execute("SELECT public_key FROM house").fetchone()[0])
    return None


def house_name(house: Path) -> str:
    """Tell the name on the door of the house that the records are of; empty where nothing does."""
    look_at = soundness.look_at
    with suppress(sqlite3.Error, TypeError, UnicodeDecodeError), closing(look_at(house)) as old:
        return str(old.execute("SELECT name FROM house").fetchone()[0])
    return ""
