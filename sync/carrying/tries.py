"""What the house notes of its tries to reach headquarters, so that a restart begins no new row.

Works inside the caller's transaction; without one, it makes its own.
"""

import sqlite_utils

from sync import records


def note_trouble(db: sqlite_utils.Database, sentence: str | None) -> bool:
    """Keep why the last try failed (None: it did not) and tell whether that is news.

    Writes only news: a card wears out from what is written again and again.
    """
    with records.transaction(db):
        changed = db.execute(
            "UPDATE wire SET trouble = ? WHERE trouble IS NOT ?", (sentence, sentence)
        )
        return changed.rowcount > 0


def note_wait(db: sqlite_utils.Database, failed: int, next_try: int | None) -> None:
    """Keep how many tries failed in a row, and the Unix second before which none follows."""
    with records.transaction(db):
        db.execute(
            "UPDATE wire SET tries = ?1, next_try = ?2 WHERE tries IS NOT ?1 OR next_try IS NOT ?2",
            (failed, next_try),
        )


def kept(db: sqlite_utils.Database) -> tuple[int, int | None]:
    """Tell what `note_wait` kept; (0, None) where the last try went well."""
    row = db.execute("SELECT tries, next_try FROM wire").fetchone()
    return row or (0, None)
