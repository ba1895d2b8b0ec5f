"""What a start finds before it opens anything, and whether that has to be mended first."""

import shutil
from pathlib import Path

import pytest

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.safety import backup, first_look, moving, soundness
from kiosk.store.safety.records import Records, last_number
from tests.cast import Hands

HIGHER = "house-000009000000-2026-11-24-abcdef.aiyou"


@pytest.fixture
def records(unlocked: House, panda: Child) -> Records:
    """The records of a house that was shut well; no backup of them was made."""
    unlocked.close()
    return Records(unlocked.database.path, unlocked.config.backup_directory)


@pytest.fixture
def kept(records: Records) -> Records:
    """The same with a backup of the evening."""
    backup.make(records.house, records.backups)
    return records


def log_of(records: Records) -> Path:
    return records.house.with_name(f"{records.house.name}-wal")


def spoil(records: Records) -> None:
    data = bytearray(records.house.read_bytes())
    data[4096:8192] = b"\xa5" * 4096
    records.house.write_bytes(data)


def test_records_that_are_well_need_nothing(kept: Records) -> None:
    assert not first_look.needs_repair(kept)


@pytest.mark.parametrize("gone", ["missing", "empty"])
def test_records_that_are_gone_are_a_loss_only_where_there_is_a_backup(
    records: Records, gone: str
) -> None:
    whole = records.house.read_bytes()
    records.house.unlink()
    if gone == "empty":
        records.house.touch()
    assert not first_look.needs_repair(records)
    records.house.write_bytes(whole)
    backup.make(records.house, records.backups)
    records.house.unlink()
    if gone == "empty":
        records.house.touch()
    assert first_look.needs_repair(records)


def test_a_log_without_its_records_is_a_loss_and_an_empty_one_is_none(records: Records) -> None:
    records.house.unlink()
    log_of(records).touch()
    assert not first_look.needs_repair(records)
    log_of(records).write_bytes(b"what was kept today")
    assert first_look.needs_repair(records)


def test_records_that_were_marked_but_are_whole_lose_their_mark(kept: Records) -> None:
    soundness.mark(kept.house.parent)
    assert not first_look.needs_repair(kept)
    assert not soundness.is_marked(kept.house.parent)


def test_damage_that_was_marked_is_mended_where_a_backup_can(kept: Records) -> None:
    spoil(kept)
    soundness.mark(kept.house.parent)
    assert first_look.needs_repair(kept)
    assert soundness.is_marked(kept.house.parent)


def test_damage_without_a_good_backup_is_lived_with(kept: Records) -> None:
    spoil(kept)
    for path in kept.backups.glob("house-*"):
        path.write_bytes(path.read_bytes()[:-1])
    soundness.mark(kept.house.parent)
    assert not first_look.needs_repair(kept)
    assert not soundness.is_marked(kept.house.parent)


def test_records_that_end_before_their_backup_have_lost_a_part(
    unlocked: House, panda: Child, tmp_path: Path, hands: Hands
) -> None:
    path = unlocked.database.path
    assert unlocked.database.scrub()
    earlier = shutil.copy(path, tmp_path / "earlier.db")
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
    unlocked.close()
    found = Records(path, unlocked.config.backup_directory)
    made = backup.make(path, found.backups)
    assert last_number(path) == made.made.seq
    assert not first_look.needs_repair(found)
    shutil.copy(earlier, path)
    assert first_look.needs_repair(found)


@pytest.mark.parametrize("content", ["that of a lower number", "nothing of the kind"])
def test_a_backup_is_not_believed_by_its_name_alone(kept: Records, content: str) -> None:
    (made,) = kept.backups.iterdir()
    if content == "that of a lower number":
        shutil.copy(made, made.with_name(HIGHER))
    else:
        made.with_name(HIGHER).write_bytes(b"rubbish")
    assert not first_look.needs_repair(kept)


def test_the_last_number_of_what_cannot_be_read_is_not_known(records: Records) -> None:
    assert last_number(records.house.with_name("nowhere.db")) is None
    records.house.write_bytes(b"not a database" * 1000)
    assert last_number(records.house) is None
    assert not first_look.needs_repair(records)


def test_a_move_that_was_decided_is_finished_first_and_no_loss(kept: Records) -> None:
    coming = kept.house.with_name(f"{kept.house.name}.coming-{moving.BEFORE_RESTORE}")
    kept.house.rename(coming)
    assert not first_look.needs_repair(kept)
    assert kept.house.exists() and not coming.exists()
