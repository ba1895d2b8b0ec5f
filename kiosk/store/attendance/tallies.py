"""Tallies: house totals of a month, kept in the clear so that it can be closed while locked."""

import sqlite_utils

from kiosk.domain.tallies import Counted
from kiosk.store.attendance import months


def shift(db: sqlite_utils.Database, before: Counted, after: Counted) -> None:
    """Count what a record tells now instead of what it told before."""
    changes = Counted(after)
    changes.subtract(before)
    for (month, what), number in changes.items():
        if number:
            months.reconsider(db, month)
            db.execute(
                "INSERT INTO tallies VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET number = number + excluded.number",
                [month, what, number],
            )


def of_month(db: sqlite_utils.Database, month: str) -> dict[str, int]:
    """Tell a month's (YYYY-MM) totals by name; what never happened is not named."""
    rows = db.table("tallies").rows_where("month = ? AND number != 0", [month])
    return {row["what"]: row["number"] for row in rows}
