"""The floor of ingest: verify a signature, open a box, one durable commit a batch, nothing else."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg
from nacl.public import PrivateKey, SealedBox
from nacl.signing import VerifyKey

from sync import batch, envelope
from sync.envelope import DOMAIN, Seen
from tests.bench.villages import Village

_TABLE = "CREATE TABLE IF NOT EXISTS bare (envelope {})"

Letter = tuple[bytes, Seen]
Batch = tuple[bytes, list[Letter]]


def batches(found: Sequence[Village]) -> list[Batch]:
    """Take requests apart beforehand: the floor reads no CBOR."""
    return [
        (one.verify_key, [(letter, envelope.peek(letter)) for letter in batch.decode(body)])
        for one in found
        for body in one.bodies
    ]


def on_sqlite(path: Path, hq_key: bytes, taken: Sequence[Batch]) -> float:
    """Tell the seconds that SQLite takes, in WAL with synchronous=FULL."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
    db.execute(_TABLE.format("BLOB"))
    box = SealedBox(PrivateKey(hq_key))
    begun = time.perf_counter()
    for verify_key, letters in taken:
        _open(verify_key, box, letters)
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO bare VALUES (?)", [(data,) for data, _ in letters])
        db.execute("COMMIT")
    seconds = time.perf_counter() - begun
    db.close()
    return seconds


def on_postgresql(address: str, hq_key: bytes, taken: Sequence[Batch]) -> float:
    """Tell the seconds that PostgreSQL takes, with fsync."""
    with psycopg.connect(address.replace("+psycopg", "")) as db:
        assert db.execute("SHOW fsync").fetchone() == ("on",)
        db.execute(_TABLE.format("BYTEA"))
        db.commit()
        box = SealedBox(PrivateKey(hq_key))
        begun = time.perf_counter()
        for verify_key, letters in taken:
            _open(verify_key, box, letters)
            with db.cursor() as cursor:
                cursor.executemany("INSERT INTO bare VALUES (%s)", [(data,) for data, _ in letters])
            db.commit()
        return time.perf_counter() - begun


def _open(verify_key: bytes, box: SealedBox, letters: Sequence[Letter]) -> None:
    for data, seen in letters:
        VerifyKey(verify_key).verify(DOMAIN + data[:-64], data[-64:])
        box.decrypt(seen.sealed)
