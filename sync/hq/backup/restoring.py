"""Make a headquarters of a backup, where there is none."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, update

from sync.hq import keyring
from sync.hq.answer import post
from sync.hq.backup import archive, key_files, rows, saving
from sync.hq.config import HqConfig
from sync.hq.errors import HqError, NewerDatabase, Refused
from sync.hq.people import audit
from sync.hq.store import migrating
from sync.hq.store.database import Database, find_database
from sync.hq.store.schema import heard, sessions


def restore(config: HqConfig, path: Path, passphrase: str | None, now: datetime) -> dict[str, int]:
    """Fill an empty headquarters from a backup; returns how many rows each table got.

    passphrase: opens the keys; where the backup has none they must lie in their directory already.
    Everything is checked before anything is written, and it comes whole or not at all. Raises
    HqError.
    """
    try:
        counted = saving.check(path)
        items = archive.read(path)
        begin = next(items)
        _check_step(begin["step"])
        files = _keys(config, begin, passphrase)
        database = find_database(config)
        try:
            _fill(database, config, begin, items, files, now)
        finally:
            database.close()
    except HqError:
        raise
    except OSError as problem:
        raise Refused("%(path)s: %(reason)s.", path=path, reason=problem.strerror) from problem
    return dict(counted)


def asks_for_passphrase(path: Path) -> bool:
    """Tell whether the keys of headquarters are in a backup; raises DamagedBackup or Refused."""
    try:
        begin = next(archive.read(path), None)
    except OSError as problem:
        raise Refused("%(path)s: %(reason)s.", path=path, reason=problem.strerror) from problem
    return isinstance(begin, dict) and begin.get("keys") is not None


def _check_step(step: int) -> None:
    if step > migrating.newest():
        raise NewerDatabase(
            f"The backup is of a newer version of headquarters (schema {step}, this version knows "
            f"{migrating.newest()}): install the newer version."
        )


def _keys(
    config: HqConfig, begin: Mapping[str, Any], passphrase: str | None
) -> dict[str, bytes] | None:
    if begin["keys"] is None:
        if not keyring.is_there(config.keys):
            raise Refused(
                "This backup holds no keys: put them into %(keys)s first.", keys=config.keys
            )
        keyring.load(config.keys)
        return None
    if keyring.is_there(config.keys):
        raise Refused("There is already a headquarters in %(data)s.", data=config.data)
    if passphrase is None:
        raise Refused("The keys in this backup are sealed: give its passphrase.")
    return key_files.opened(begin["keys"], passphrase)


def _fill(
    database: Database,
    config: HqConfig,
    begin: Mapping[str, Any],
    items: Iterator[Any],
    files: dict[str, bytes] | None,
    now: datetime,
) -> None:
    """Write rows and keys in one transaction, and take the keys away again where that fails."""
    has_written = False
    try:
        with database.making() as connection:
            _rows(connection, begin, items)
            audit.note(connection, now, audit.THE_COMMAND, audit.Action.RESTORED_BACKUP)
            if files is not None:
                key_files.write(files, config.keys)
                has_written = True
                keyring.load(config.keys)
    except BaseException:
        if has_written:
            shutil.rmtree(config.keys)
        raise


def _rows(connection: Connection, begin: Mapping[str, Any], items: Iterator[Any]) -> None:
    """Make the tables as they were, fill them, and take the steps that came since."""
    migrating.begin_at(connection, begin["step"])
    target = rows.Target(connection, begin["tables"])
    if target.belongs_to_somebody():
        raise Refused("The database already belongs to a headquarters.")
    target.empty()
    for item in items:
        if "rows" in item:
            target.put(item["table"], item["rows"])
    target.count_on()
    migrating.bring_up(connection)
    connection.execute(update(heard).values(epoch_number=post.OF_A_BACKUP))
    # One that was ended since, because it was stolen, would be open again: all sign in anew.
    connection.execute(delete(sessions))
