"""How much may wait at once: a silence of years fits, and the card never fills up with it.

A day and a month come to 377 envelopes a year, of some 250 bytes: ten years of silence are 3,770
and less than 1 MiB. A question has 4.4 KiB, and so there is room for some 450 of them beside.
"""

import sqlite_utils

from sync.keys.key_change import KEY
from sync.summary import DAY, MONTH
from sync.waiting import WAITS

MOST_ENVELOPES = 4000
MOST_BYTES = 4 * 1024 * 1024


def has_room(db: sqlite_utils.Database, kind: str) -> bool:
    """Tell whether one more envelope of a kind may wait.

    What a person asks fills half of the room at most, the house's own reports all of it. A new
    key of the house always goes: what is minted after it could not be read without it.
    """
    if kind == KEY:
        return True
    share = 1 if kind in (DAY, MONTH) else 2
    count, size = db.execute(
        f"SELECT count(*), ifnull(sum(length(envelope)), 0) FROM outbox WHERE {WAITS}"
    ).fetchone()
    return bool(count < MOST_ENVELOPES // share and size < MOST_BYTES // share)
