"""What the house notes of its tries to reach headquarters."""

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
