"""What is believed of each boot's time."""

import sqlite_utils

from kiosk.domain.clock import Belief, Source


def begin(db: sqlite_utils.Database, boot: str, first: Belief) -> Belief:
    """Keep what is believed of a boot when it is first seen; what was known before holds."""
    db.execute(
        "INSERT OR IGNORE INTO boots (boot, seq, base, clock, source)"
        " SELECT ?, last, ?, ?, ? FROM sequence",
        [boot, first.base, first.source.clock.value, first.source.value],
    )
    return belief(db, boot) or first


def belief(db: sqlite_utils.Database, boot: str) -> Belief | None:
    """Tell what is known of a boot's time; None for one that was never begun."""
    row = db.execute("SELECT base, source FROM boots WHERE boot = ?", [boot]).fetchone()
    return Belief(row[0], Source(row[1])) if row else None
