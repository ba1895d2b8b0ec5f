"""Three ends that are broken on purpose: the simulation must find each of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from unittest.mock import patch

from sqlalchemy import Connection, text

from sync import records
from sync.carrying.step import Carry
from sync.hq.receive import ledger
from sync.hq.store.database import Database
from tests.faults.wire.house import HouseEnd
from tests.faults.wire.killing import Killed
from tests.faults.wire.office import Fate, Office


@contextmanager
def acknowledges_before_commit(office: Office) -> Iterator[None]:
    """A headquarters whose answer leaves before what it answers for is durable."""
    with patch.object(office.hq.database, "transaction", _hasty(office.hq.database, office.fate)):
        yield


def _hasty(database: Database, fate: Fate) -> Callable[[], AbstractContextManager[Connection]]:
    transaction = database.transaction

    @contextmanager
    def hasty() -> Iterator[Connection]:
        is_done = False
        try:
            with transaction() as connection:
                yield connection
                is_done = True
        except Killed:
            # The answer has left already: that it dies now, nobody hears.
            if not is_done:
                raise
            fate.forget()

    return hasty


@contextmanager
def forgets_what_came(office: Office) -> Iterator[None]:
    """A headquarters that takes whatever comes for new."""
    with office.hq.database.transaction() as connection:
        for table in ("envelopes", "questions"):
            connection.execute(text(f"CREATE TABLE keyless AS SELECT * FROM {table}"))
            connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(text(f"ALTER TABLE keyless RENAME TO {table}"))
    with patch.object(ledger, "known_hash", lambda *_: None):
        yield


def drops_on_send(end: HouseEnd) -> Carry:
    """A house that forgets what it has sent, whatever comes back."""

    def drop(envelopes: Sequence[bytes]) -> bytes:
        marks = ", ".join("?" * len(envelopes))
        query = "UPDATE outbox SET envelope = NULL, acknowledged_at = 0 WHERE envelope IN"
        with closing(records.open_database(end.house.database.path)) as db, db.conn:
            db.conn.execute(f"{query} ({marks})", envelopes)
        return end.courier.carry(envelopes)

    return drop
