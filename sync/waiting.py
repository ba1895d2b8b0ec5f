"""What waits to go, in one number: asked for by all who look whether the house is well."""

import sqlite_utils

WAITS = "acknowledged_at IS NULL AND set_aside_at IS NULL"


def count(db: sqlite_utils.Database) -> int:
    """Count the envelopes that wait."""
    return int(db.execute(f"SELECT count(*) FROM outbox WHERE {WAITS}").fetchone()[0])
