"""Marks on the days of which a house told something that is not summed up yet.

Written in the transaction that keeps what was told, one row for each envelope: nobody waits for
another there. Whoever looks next sums up (rollups).
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from sync.envelope import Seen
from sync.hq.store.schema import stale
from sync.hq.store.upserts import insert_all


def note(connection: Connection, seen: Seen, first: date, last: date) -> None:
    """Mark the days from first to last, both included, of the house that tells of them."""
    note_all(connection, [(seen, first, last)])


def note_all(connection: Connection, told: Iterable[tuple[Seen, date, date]]) -> None:
    """Mark what several envelopes tell of: each with the first and the last day."""
    rows = [
        {"house": seen.house, "epoch": seen.epoch, "seq": seen.seq, "first": first, "last": last}
        for seen, first, last in told
    ]
    insert_all(connection, stale, rows)
