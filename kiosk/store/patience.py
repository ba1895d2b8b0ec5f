"""How many wrong passphrases came since the last right one: a restart forgives none."""

import sqlite_utils


def wrong(db: sqlite_utils.Database) -> int:
    """Tell how many there were."""
    (count,) = db.execute("SELECT wrong FROM patience").fetchone()
    return int(count)


def note_wrong(db: sqlite_utils.Database) -> None:
    """Count one more."""
    db.execute("UPDATE patience SET wrong = wrong + 1")


def reset(db: sqlite_utils.Database) -> None:
    """Begin anew after a right one."""
    db.execute("UPDATE patience SET wrong = 0")
