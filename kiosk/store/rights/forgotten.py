"""What no older backup may bring back: an erased child, and what a guardian no longer allows.

It is noted beside the records, which may be lost while their backups are not.
"""

import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kiosk.domain.consent import Purpose
from kiosk.store.rights import lines

FILE_NAME = "forgotten"

# Stands where for a consent its purpose does.
ERASED = "erased"

_WHAT = (ERASED, *(purpose.value for purpose in Purpose))
_LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{32}) ([0-9a-f]{32})")

_ERASED = f"SELECT child, '{ERASED}', seq FROM tombstones"

# A first no takes nothing back; of several the last one counts.
_TAKEN_BACK = """
    SELECT child, purpose, max(seq) FROM consents AS no
    WHERE NOT given AND EXISTS (
        SELECT 1 FROM consents AS yes WHERE yes.child = no.child
        AND yes.purpose = no.purpose AND yes.seq < no.seq AND yes.given
    )
    GROUP BY child, purpose
"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """That a child was erased, or a consent of it taken back; `seq` is the number it had."""

    child: str
    what: str
    seq: int


def in_records(db: sqlite3.Connection) -> list[Forgotten]:
    """Tell what the records themselves tell of it; where they are damaged, what can be read."""
    found = []
    for query in (_ERASED, _TAKEN_BACK):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            found += [Forgotten(*row) for row in db.execute(query)]
    return found


def check(place: Path) -> None:
    """Make sure that a list can be written, before anything goes. Raises OSError."""
    os.close(lines.opened_to_add(place / FILE_NAME))


def note(place: Path, forgotten: Iterable[Forgotten]) -> None:
    """Add to the list of a directory what is missing there, durably. Raises OSError.

    Only of what the records tell: a line that came before its transaction would, were the power
    cut between the two, let a restore forget what nobody gave up. A line that comes after it may
    be missing, but the records tell it and it is made up for; until then a restore asks them too.
    """
    missing = {_line(one) for one in forgotten} - lines.read(place / FILE_NAME, _LINE)
    if missing:
        lines.add(place / FILE_NAME, sorted(missing))


def listed(places: Iterable[Path], children: Collection[str]) -> Iterator[Forgotten]:
    """Tell what the lists of some directories say of these children."""
    whose = {_mark(child, what): (child, what) for child in children for what in _WHAT}
    for line in frozenset().union(*(lines.read(place / FILE_NAME, _LINE) for place in places)):
        seq, mark, _ = line.split(" ")
        if mark in whose and _line(one := Forgotten(*whose[mark], int(seq))) == line:
            yield one


def _line(one: Forgotten) -> str:
    return f"{one.seq} {_mark(one.child, one.what)} {_mark(one.child, f'{one.what} {one.seq}')}"


def _mark(child: str, said: str) -> str:
    """Sign what is said of a child, with the child's random id as the key.

    The id stands nowhere outside of the house but inside of what is encrypted: whoever holds a
    stick learns of nobody from a mark, and can make none that would let a restore erase a child.
    """
    return blake2b(said.encode(), key=child.encode(), digest_size=16).hexdigest()
