"""Numbers every record, and keeps time from running backwards."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlite_utils

from kiosk.domain.moment import Moment, from_ms
from kiosk.store.clock.beliefs import belief

Stamp = dict[str, int | str]

# What SQLite can number.
LARGEST = 2**63 - 1

# Stands in the place of a boot where a person wrote the time: no clock's correction moves it.
BY_HAND = "by hand"


def stamp(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Take the next sequence number, inside the caller's transaction.

    Returns the columns seq, at (ms since 1970), clock and boot.
    """
    return stamp_known(db, as_known(db, moment))


def stamp_known(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Stamp a moment that was told as it is known within this very transaction."""
    seq, at = db.execute(
        "UPDATE sequence SET last = last + 1, at = max(at, ?) RETURNING last, at", [moment.ms]
    ).fetchone()
    return {"seq": seq, "at": at, "clock": moment.clock.value, "boot": moment.boot}


def as_known(db: sqlite_utils.Database, moment: Moment) -> Moment:
    """Tell a moment anew by what is known of its boot: it may have been told before a correction.

    Asked inside the transaction that records something, no record can fall behind its boot.
    """
    known = None if moment.ticks is None else belief(db, moment.boot)
    if known is None or moment.ticks is None:
        return moment
    return replace(moment, at=from_ms(known.base + moment.ticks), clock=known.source.clock)


def sealed_stamp(db: sqlite_utils.Database, moment: Moment) -> Stamp:
    """Stamp a record whose very time is sealed; it takes no number that a thief could miss.

    Returns seq (the last number given to an open record), boot, and ticks: milliseconds of the
    boot's steady clock, so that a later correction of the boot moves the record too. A boot
    that was never begun is never corrected either: then it returns `at` instead of ticks.
    """
    (last,) = db.execute("SELECT last FROM sequence").fetchone()
    known = belief(db, moment.boot)
    if known is None:
        return {"seq": last, "boot": moment.boot, "at": moment.ms}
    ticks = moment.ms - known.base if moment.ticks is None else moment.ticks
    return {"seq": last, "boot": moment.boot, "ticks": ticks}


def stamp_of(record: Mapping[str, Any]) -> Stamp:
    """Tell the sealed stamp of an opened record, so that it stays when the record is changed."""
    return {key: record[key] for key in ("seq", "boot", "ticks", "at") if key in record}


def opened_at(db: sqlite_utils.Database, record: Mapping[str, Any]) -> datetime:
    """Tell when a record with a sealed stamp was made, by what is known of its boot today."""
    if "ticks" not in record:
        return from_ms(record["at"])
    known = belief(db, record["boot"])
    return from_ms((known.base if known else 0) + record["ticks"])


def last_ms(db: sqlite_utils.Database) -> int | None:
    """Tell the latest moment on record."""
    (at,) = db.execute("SELECT at FROM sequence").fetchone()
    return int(at) or None
