"""Which standards count, with which targets, and since when: kept, so that no past month changes.

A version begins with a month that is not over. Months before it are judged as they were.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from sync.hq.errors import Refused
from sync.hq.month_dates import month_of
from sync.hq.standards.catalog import ANSWERED, CLOSED, HEARD, OPEN, SEEN, STANDARDS
from sync.hq.store.schema import standards


@dataclass(frozen=True, slots=True)
class Version:
    """Targets in percent by standard, for the months from the first one on.

    number: versions are counted as they were set; 0: what counted before anybody set one.
    """

    number: int
    first_month: date
    set_at: int
    set_by: str
    targets: Mapping[str, int]


# Months were judged by this one until somebody set another: it stays as it is for ever.
FIRST = Version(
    number=0,
    first_month=date.min,
    set_at=0,
    set_by="",
    targets={OPEN: 80, SEEN: 80, HEARD: 90, CLOSED: 90, ANSWERED: 90},
)


def in_force(versions: Iterable[Version], month: date) -> Version:
    """Find the version that a month is judged by: of those begun the latest, then the last set."""
    begun = [one for one in versions if one.first_month <= month]
    return max([FIRST, *begun], key=lambda one: (one.first_month, one.number))


def check(first_month: date, today: date, targets: Mapping[str, int]) -> None:
    """Raise Refused where a version cannot be set on a day."""
    if first_month < month_of(today):
        raise Refused("A month that is over stays judged as it was: choose this or a later month.")
    if not targets:
        raise Refused("Please choose at least one standard.")
    if not targets.keys() <= STANDARDS.keys():
        raise Refused("There is no such standard.")
    if not all(1 <= target <= 100 for target in targets.values()):
        raise Refused("A target is a whole number from 1 to 100.")


def add(
    connection: Connection,
    first_month: date,
    targets: Mapping[str, int],
    who: str,
    now: datetime,
    today: date,
) -> None:
    """Set a version. Raises Refused."""
    check(first_month, today, targets)
    row = insert(standards).values(
        first_month=month_of(first_month),
        set_at=int(now.timestamp()),
        set_by=who,
        targets=json.dumps(dict(targets), sort_keys=True),
    )
    connection.execute(row)


def everything(connection: Connection) -> list[Version]:
    """Read all versions, as they were set, from the one before any was."""
    rows = connection.execute(select(standards).order_by(standards.c.number)).mappings()
    return [FIRST, *(Version(**{**row, "targets": json.loads(row["targets"])}) for row in rows)]


def is_overtaken(version: Version, versions: Iterable[Version]) -> bool:
    """Tell whether a version that was set later begins with the same month."""
    return any(
        one.first_month == version.first_month and one.number > version.number for one in versions
    )
