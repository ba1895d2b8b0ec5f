"""What a boot recorded, and how it is moved to the time at which it truly was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from json import dumps

import sqlite_utils

from kiosk.domain.clock import Source
from kiosk.domain.moment import day_of, start_of
from kiosk.domain.rearranging import Span

# Each has the columns seq, at, clock and boot; the first four tell the day besides. The days of
# activities and case records, and so the months of tallies, stay: a counselor chose them.
_TABLES = ("visits", "moods", "feedback", "fetchings", "plays", "consents", "notices")
_DAYED = _TABLES[:4]

# Times that stand without a number or a boot: only when they were tells where they belong.
_UNNUMBERED = (
    ("house", "founded_at"),
    ("counselors", "since"),
    ("counselors", "until"),
    ("devices", "paired_at"),
    ("devices", "used_at"),
)

_A_DAY = timedelta(days=1)

_MINE = "seq > :after AND seq <= :upto AND boot = :boot"
# What came from paper has the time that stood on the paper; a tap that ended it is of its boot.
_LIVE = {table: " AND how != 'paper'" if table == "visits" else "" for table in _TABLES}
_DAY = "date(max(:floor, at + :by) / 1000, 'unixepoch', '+8 hours')"
_LEFT = (
    f"{_MINE} AND left_boot = :boot AND how != 'paper'",
    "left_boot = :boot AND left_boot != boot",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One boot: its records are numbered after `after` and up to `upto`.

    It began at `base` and went on until `until`, in ms since 1970, by what its source said.
    """

    boot: str
    after: int
    upto: int
    base: int
    until: int
    source: Source

    @property
    def place(self) -> dict[str, object]:
        """Tell where its records are found."""
        return {"boot": self.boot, "after": self.after, "upto": self.upto}


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much a boot is moved, what it rests on then, and what it recorded first and last."""

    stretch: Stretch
    by: int
    source: Source
    start: int
    end: int

    @property
    def facts(self) -> dict[str, object]:
        """Tell what the statements that move it need."""
        mine = self.stretch.place
        return {**mine, "by": self.by, "clock": self.source.clock.value}


def span(db: sqlite_utils.Database, stretch: Stretch) -> Span:
    """Tell from when to when a boot recorded something."""
    queries = [f"SELECT min(at), max(at) FROM {t} WHERE {_MINE}{_LIVE[t]}" for t in _TABLES]
    queries += [f"SELECT min(left_at), max(left_at) FROM visits WHERE {left}" for left in _LEFT]
    rows = db.execute(" UNION ALL ".join(queries), stretch.place).fetchall()
    times = [time for row in rows for time in row if time is not None]
    first, last = min(times, default=stretch.base), max(times, default=stretch.base)
    return Span(stretch.boot, stretch.source, first, last, is_empty=not times)


def last_certain(db: sqlite_utils.Database) -> int:
    """Tell the last certain moment before boots were kept; 0 if there is none."""
    before = "seq <= (SELECT min(seq) FROM boots) AND clock = 'trusted'"
    queries = [
        f"SELECT * FROM (SELECT at FROM {table} WHERE {before}{_LIVE[table]}"
        " ORDER BY seq DESC LIMIT 1)"
        for table in _TABLES
    ]
    rows = db.execute(" UNION ALL ".join(queries)).fetchall()
    return max((at for (at,) in rows if at is not None), default=0)


def move_records(db: sqlite_utils.Database, shift: Shift, floor: int) -> None:
    """Move all that a boot recorded, but nothing to before `floor`."""
    facts = {**shift.facts, "floor": floor}
    for table in _TABLES:
        day = f", day = {_DAY}" if table in _DAYED else ""
        db.execute(
            f"UPDATE {table} SET at = max(:floor, at + :by), clock = :clock{day}"
            f" WHERE {_MINE}{_LIVE[table]} AND at IS NOT NULL",
            facts,
        )
    for left in _LEFT:
        db.execute(f"UPDATE visits SET left_at = max(:floor, left_at + :by) WHERE {left}", facts)
    db.execute(
        "UPDATE children SET added_at = max(:floor, added_at + :by)"
        " WHERE added_seq > :after AND added_seq <= :upto",
        facts,
    )
    _move_talks(db, shift)


def move_unnumbered(db: sqlite_utils.Database, shifts: Sequence[Shift]) -> None:
    """Move what has neither a number nor a boot, each by the boot in which it then lay."""
    for table, column in _UNNUMBERED:
        rows = db.execute(
            f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL"
        ).fetchall()
        for rowid, at in rows:
            by = next((one.by for one in shifts if one.stretch.base <= at <= one.stretch.until), 0)
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [at + by, rowid])


def _move_talks(db: sqlite_utils.Database, shift: Shift) -> None:
    """Move the days of requests to talk: when on the day each was made is sealed."""
    mine = [shift.stretch.boot]
    days = db.execute("SELECT DISTINCT day FROM talks WHERE boot = ?", mine).fetchall()
    moved = {day: _moved_day(date.fromisoformat(day), shift).isoformat() for (day,) in days}
    db.execute(
        "UPDATE talks SET day = (SELECT value FROM json_each(?) WHERE key = talks.day)"
        " WHERE boot = ?",
        [dumps(moved), *mine],
    )


def _moved_day(day: date, shift: Shift) -> date:
    """Tell where a day comes to lie: the middle of that part of it in which the boot went on."""
    begin, end = start_of(day), start_of(day + _A_DAY)
    first, last = max(begin, shift.start), min(end, max(shift.end, shift.start))
    middle = (first + last) // 2 if first <= last else (begin + end) // 2
    return day_of(middle + shift.by)
