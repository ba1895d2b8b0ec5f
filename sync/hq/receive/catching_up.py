"""Read what an earlier headquarters had to keep without effect: versions and kinds new to it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping

from sync import envelope
from sync.errors import BadEnvelope
from sync.hq.keyring import Keyring
from sync.hq.receive import aside, effects, ledger
from sync.hq.receive.aside import Unusable
from sync.hq.receive.judge import read, understands
from sync.hq.register import house_keys, houses
from sync.hq.store.database import Database
from sync.hq.store.partitions import making_months


@making_months
def catch_up(database: Database, ring: Keyring) -> None:
    """Apply what is understood by now, in order and once, as if it came now.

    What it tells holds as of its own number: whatever a house said later stays.
    """
    with database.reading() as connection:
        kinds = ledger.unread_kinds(connection)
    for house in sorted({house for house, number, kind in kinds if understands(number, kind)}):
        with database.transaction() as connection:
            houses.find(connection, house, lock=True)
            for number, row in ledger.unread_of(connection, house):
                _apply(connection, ring, number, row)


def _apply(connection: Connection, ring: Keyring, number: int, row: RowMapping) -> None:
    """Apply one envelope, whose signature was found right when it came."""
    came, seen = datetime.fromtimestamp(row["received_at"], UTC), envelope.peek(row["envelope"])
    line = house_keys.line(connection, seen.house)
    if line is None or not understands(seen.version, seen.kind):
        return
    ledger.note_read(connection, seen)
    try:
        told = read(seen, ring.sealing_keys, line)
        effects.keep(connection, ring, seen, number, told, came)
    except BadEnvelope as problem:
        unusable = Unusable(row["envelope"], row["hash"], seen, str(problem))
        aside.set_aside(connection, seen.house, unusable, came)
