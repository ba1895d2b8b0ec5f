"""Children who come back to a closed day: their guardian took the consent back, and agreed again.

All that was kept of them is erased, but the day counts them among the forgotten.
"""

from datetime import date

import sqlite_utils

# The consent was taken back on the day of the visit or later, and that before the visit was kept.
# That the child had come on that day before is taken for granted: it is what was erased.
_CAME_BACK = """
    EXISTS (
        SELECT 1 FROM consents AS refused JOIN consents AS agreed USING (child, purpose)
        WHERE child = visits.child AND purpose = 'visits' AND agreed.given AND NOT refused.given
            AND agreed.seq < refused.seq AND refused.seq < visits.seq
            AND date(refused.at / 1000, 'unixepoch', '+8 hours') >= visits.day
    )
"""


def anybody(db: sqlite_utils.Database, day: date) -> bool:
    """Tell whether anybody came back to a day."""
    query = f"SELECT 1 FROM visits WHERE day = ? AND {_CAME_BACK} LIMIT 1"
    return db.execute(query, [day.isoformat()]).fetchone() is not None


def count_once(db: sqlite_utils.Database, child_id: str, day: date) -> None:
    """Let a child who comes back, with its first visit, be counted by that and not as forgotten."""
    query = f"""
        UPDATE days SET forgotten = forgotten - 1,
            forgotten_new = max(0, forgotten_new
                - (day = (SELECT first_day FROM children WHERE id = :child)))
        WHERE day = :day AND forgotten > 0
            AND (SELECT count(*) FROM visits WHERE child = :child AND day = :day) = 1
            AND EXISTS (SELECT 1 FROM visits WHERE child = :child AND day = :day AND {_CAME_BACK})
    """
    db.execute(query, {"child": child_id, "day": day.isoformat()})
