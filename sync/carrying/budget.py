"""What the wire may cost in a month, and what it has cost: a village pays for each megabyte.

Months are those of the house's calendar, which is the network's too. What is spent while the
date is not known counts in the month in which it becomes known.

A day alone costs 4 to 8 KB, most of it the greeting of TLS: an ordinary month is a quarter of a
megabyte. A network that lets nobody through costs as much each quarter of an hour, which a limit
of ten megabytes ends after some two weeks, and still leaves a headcount a day for the rest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, auto

import sqlite_utils

from sync import records

_CALENDAR = timezone(timedelta(hours=8))
_UNKNOWN = ""
# From here on what is left is kept for the newest headcounts.
_NEAR_ITS_END = 0.9


class Leave(Enum):
    """What may go now."""

    ALL = auto()
    NEWEST = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Budget:
    """A month's bytes; limit None: as many as are needed.

    month: as 2026-11, empty where the date is not known. newest_on: the last day on which the
    newest headcount was to go alone, since little was left.
    """

    month: str
    limit: int | None
    sent: int
    received: int
    newest_on: str | None

    @property
    def left(self) -> int | None:
        """Tell how many bytes are left; None where they are not counted."""
        return None if self.limit is None else max(0, self.limit - self.sent - self.received)

    @property
    def is_near_its_end(self) -> bool:
        """Tell whether what is left is kept for the newest headcounts."""
        return self.limit is not None and self.sent + self.received >= self.limit * _NEAR_ITS_END

    def leave(self, today: str) -> Leave:
        """Tell what may go by itself; what a person sends always goes.

        A house that does not know the date cannot see the next month come: it goes on with one
        request a day, for the answer tells it the date.
        """
        if not self.is_near_its_end:
            return Leave.ALL
        if self.newest_on == today:
            return Leave.NOTHING
        if self.month == _UNKNOWN:
            return Leave.ALL
        return Leave.NEWEST if self.left else Leave.NOTHING


def of(db: sqlite_utils.Database, now: int | None) -> Budget:
    """Tell how the month stands; now: Unix seconds, None where the date is not known."""
    month = month_of(now)
    row = db.execute("SELECT month_bytes FROM wire").fetchone()
    spent = db.execute(
        "SELECT sent, received, newest_on FROM traffic WHERE month = ?", (month,)
    ).fetchone()
    return Budget(month, row[0] if row else None, *(spent or (0, 0, None)))


def limit(db: sqlite_utils.Database, month_bytes: int | None) -> None:
    """Keep what a month may cost, for whoever asks how it stands."""
    with records.transaction(db):
        db.execute("UPDATE wire SET month_bytes = ?1 WHERE month_bytes IS NOT ?1", (month_bytes,))


def spend(
    db: sqlite_utils.Database,
    now: int | None,
    sent: int,
    received: int,
    newest_on: str | None = None,
) -> None:
    """Note what an exchange has cost; newest_on: the day, where it was the last that may go."""
    month = month_of(now)
    with records.transaction(db):
        if month != _UNKNOWN:
            row = db.execute(
                "DELETE FROM traffic WHERE month = ? RETURNING sent, received", (_UNKNOWN,)
            ).fetchone()
            sent, received = sent + (row[0] if row else 0), received + (row[1] if row else 0)
        db.execute(
            "INSERT INTO traffic (month, sent, received, newest_on) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (month) DO UPDATE SET sent = sent + excluded.sent,"
            " received = received + excluded.received,"
            " newest_on = ifnull(excluded.newest_on, newest_on)",
            (month, sent, received, newest_on),
        )


def month_of(now: int | None) -> str:
    """Tell the month of an instant on the house's calendar."""
    return day_of(now)[:7] if now is not None else _UNKNOWN


def day_of(now: int) -> str:
    """Tell the day of an instant on the house's calendar."""
    return datetime.fromtimestamp(now, UTC).astimezone(_CALENDAR).date().isoformat()
