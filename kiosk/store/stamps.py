"""Numbers every record, and keeps time from running backwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlite_utils

from kiosk.domain.moment import Moment, from_ms

Stamp = dict[str, int | str]

# Stands in the place of a boot where a person wrote the time: no clock's correction moves it.
BY_HAND = "by hand"


def stamp(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Take the next sequence number, inside the caller's transaction.

    Returns the columns seq, at (ms since 1970), clock and boot.
    """
    seq, at = db.execute(
        "UPDATE sequence SET last = last + 1, at = max(at, ?) RETURNING last, at", [moment.ms]
    ).fetchone()
    return {"seq": seq, "at": at, "clock": moment.clock.value, "boot": moment.boot}


def sealed_stamp(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Stamp a record whose very time is sealed; it takes no number that a thief could miss.

    Returns seq (the last number given to an open record), boot, and ticks: milliseconds of the
    boot's steady clock, so that a later correction of the boot moves the record too.
    """
    (last,) = db.execute("SELECT last FROM sequence").fetchone()
    return {"seq": last, "boot": moment.boot, "ticks": moment.ms - _base(db, moment.boot)}


def opened_at(db: sqlite_utils.Database, record: Mapping[str, Any]) -> datetime:
    """Tell when a record with a sealed stamp was made, by what is known of its boot today."""
    if "ticks" not in record:
        return from_ms(record["at"])
    return from_ms(_base(db, record["boot"]) + record["ticks"])


def last_at(db: sqlite_utils.Database) -> datetime | None:
    """Tell the latest moment on record."""
    (at,) = db.execute("SELECT at FROM sequence").fetchone()
    return from_ms(at) if at else None


def _base(db: sqlite_utils.Database, boot: str) -> int:
    row = db.execute("SELECT base FROM boots WHERE boot = ?", [boot]).fetchone()
    return int(row[0]) if row else 0
