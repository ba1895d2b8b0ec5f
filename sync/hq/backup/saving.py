"""Make a backup while headquarters is running."""

import errno
import os
import secrets
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sync.hq import setup
from sync.hq.backup import archive, key_files, last, rows
from sync.hq.config import HqConfig
from sync.hq.errors import DamagedBackup, HqError, Refused
from sync.hq.people import audit
from sync.hq.store import migrating
from sync.hq.store.database import Database


@dataclass(frozen=True, slots=True)
class Saved:
    """Tell what a backup holds: its rows by table, its bytes, and whether the keys are in."""

    rows: dict[str, int]
    size: int
    has_keys: bool


def save(config: HqConfig, path: Path, passphrase: str | None, now: datetime) -> Saved:
    """Write all of headquarters into a new file, and read it back; raises HqError.

    passphrase: seals the keys; without one they are left out. The tables are of one moment,
    whatever comes meanwhile. Where anything fails there is no file.
    """
    if _is_there(path):
        raise Refused("There is already a file %(path)s.", path=path)
    database = setup.open_initialised(config)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        sealed = None if passphrase is None else key_files.seal(config.keys, passphrase)
        with database.transaction() as connection:
            audit.note(connection, now, audit.THE_COMMAND, audit.Action.MADE_BACKUP, path.name)
        written = _write(database, fresh, sealed, now)
        if check(fresh) != written:
            raise DamagedBackup(f"{path} could not be read back as it was written.")
        _bring_to_light(fresh, path)
        last.note(config.data, now)
    except HqError:
        raise
    except OSError as problem:
        raise cannot_write(path, problem) from problem
    finally:
        # A disk that is write-protected refuses this too, and has said so already.
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        database.close()
    return Saved(dict(written), path.stat().st_size, sealed is not None)


def cannot_write(path: Path, problem: OSError) -> Refused:
    """Say why a place takes no backup."""
    return Refused("Cannot write %(path)s: %(reason)s.", path=path, reason=problem.strerror)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as problem:
        raise cannot_write(path, problem) from problem


def _bring_to_light(fresh: Path, path: Path) -> None:
    """Give a finished file its name, durably, and not over one that was made meanwhile."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:
        # Sticks know no second name for a file: one that is taken is looked for before.
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        fresh.rename(path)
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def check(path: Path) -> Counter[str]:
    """Read a backup from its beginning to its end; returns how many rows it has of each table.

    Raises DamagedBackup.
    """
    items = archive.read(path)
    begin = next(items, None)
    if not isinstance(begin, dict) or "tables" not in begin:
        raise DamagedBackup(f"{path} is no backup of headquarters.")
    counted: Counter[str] = Counter()
    said: object = None
    for item in items:
        # Whether all of it is as it was written is known at the end alone.
        match item:
            case {"table": str(name), "rows": list(found)}:
                counted[name] += len(found)
            case {"end": dict(said)}:
                pass
            case _:
                raise DamagedBackup(f"{path} is damaged: take another backup.")
    if said != dict(counted):
        raise DamagedBackup(f"{path} is damaged: take another backup.")
    return counted


def _write(
    database: Database, path: Path, sealed: dict[str, object] | None, now: datetime
) -> Counter[str]:
    counted: Counter[str] = Counter()
    writer = archive.Writer(path)
    try:
        with database.reading() as connection:
            writer.write(
                {
                    "step": migrating.step_of(connection),
                    "at": int(now.timestamp()),
                    "keys": sealed,
                    "tables": {one.name: list(one.columns.keys()) for one in rows.tables()},
                }
            )
            for table in rows.tables():
                for batch in rows.batches(connection, table):
                    writer.write({"table": table.name, "rows": batch})
                    counted[table.name] += len(batch)
        writer.write({"end": dict(counted)})
        writer.finish()
    finally:
        writer.close()
    return counted
