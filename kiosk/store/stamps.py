"""Numbers every record, and keeps time from running backwards."""

from datetime import datetime

import sqlite_utils

from kiosk.domain.moment import Moment, from_ms

Stamp = dict[str, int | str]


def stamp(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Take the next sequence number, inside the caller's transaction.

    Returns the columns seq, at (ms since 1970), clock and boot.
    """
    seq, at = db.execute(
        "UPDATE sequence SET last = last + 1, at = max(at, ?) RETURNING last, at", [moment.ms]
    ).fetchone()
    return {"seq": seq, "at": at, "clock": moment.clock.value, "boot": moment.boot}


def undated(stamp: Stamp) -> Stamp:
    """Leave the time of day out: beside a visit's it would tell who was sealed in."""
    return {key: value for key, value in stamp.items() if key != "at"}


def last_at(db: sqlite_utils.Database) -> datetime | None:
    """Tell the latest moment on record."""
    (at,) = db.execute("SELECT at FROM sequence").fetchone()
    return from_ms(at) if at else None
