"""How many wrong passphrases there were since the last right one: a restart forgives none."""

import sqlite_utils

LONGEST = 60.0


def wrong(db: sqlite_utils.Database) -> int:
    """Tell how many there were."""
    (count,) = db.execute("SELECT wrong FROM patience").fetchone()
    return int(count)


def wait_after(wrong: int) -> float:
    """Tell for how many seconds the next try waits: each time for twice as long."""
    # A large count must not become a power that no float holds.
    return min(2.0 ** min(wrong, 10), LONGEST) if wrong else 0.0


def note_wrong(db: sqlite_utils.Database) -> None:
    """Count one more."""
    db.execute("UPDATE patience SET wrong = wrong + 1")


def reset(db: sqlite_utils.Database) -> None:
    """Begin anew after a right one."""
    db.execute("UPDATE patience SET wrong = 0 WHERE wrong")
