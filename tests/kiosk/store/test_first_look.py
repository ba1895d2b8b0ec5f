"""What a start finds before it opens anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.store import backup, backup_names, soundness
from kiosk.store.first_look import Records, last_number, needs_repair


@pytest.fixture
def records(house: House) -> Iterator[Records]:
    """The records of a house that was closed, and one backup of them."""
    path, backups = house.database.path, house.config.backup_directory
    house.database.close()
    backup.make(path, backups)
    return Records(path, backups)


def only(place: Path) -> Path:
    (path,) = backup_names.files(place)
    return path


def test_records_that_are_whole_need_nothing(records: Records) -> None:
    assert not needs_repair(records)


def test_records_that_are_gone_are_a_loss_only_where_there_is_a_backup(records: Records) -> None:
    records.house.unlink()
    assert needs_repair(records)
    only(records.backups).unlink()
    assert not needs_repair(records)


def test_a_log_without_its_database_is_a_loss(records: Records) -> None:
    only(records.backups).unlink()
    records.house.rename(records.house.with_name("house.db-wal"))
    assert needs_repair(records)


def test_a_mark_on_records_that_are_whole_is_taken_away(records: Records) -> None:
    soundness.mark(records.house.parent)
    assert not needs_repair(records)
    assert not soundness.is_marked(records.house.parent)


def test_a_backup_is_believed_by_its_content_not_by_its_name(records: Records) -> None:
    path = only(records.backups)
    last = last_number(records.house)
    assert last is not None
    path.rename(path.with_name(path.name.replace(f"{last:012}", f"{last + 50:012}")))
    assert backup_names.highest(records.backups) == last + 50
    assert not needs_repair(records)
