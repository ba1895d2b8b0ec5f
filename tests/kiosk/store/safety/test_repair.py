"""How a start that found damage or a loss ends in records that can be used."""

import sqlite3
from contextlib import closing

import pytest

from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.keys import card_key
from kiosk.store.safety import backup, moving, repair, reserve, soundness
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.records import Records, last_number
from kiosk.store.safety.restore import LEAP

FAR = 3 * LEAP + 5


@pytest.fixture
def records(unlocked: House, panda: Child) -> Records:
    """The records of a house, and a backup of them."""
    records = Records(unlocked.database.path, unlocked.config.backup_directory)
    backup.make(records.house, records.backups)
    return records


def back_up_later(house: House, records: Records, change: str) -> Backup:
    with house.database.transaction() as db:
        db.execute(change)
    return backup.make(records.house, records.backups)


def spoil(house: House, records: Records) -> None:
    house.close()
    records.house.write_bytes(b"\xa5" * 8192)
    soundness.mark(records.house.parent)


def count(records: Records, table: str) -> int:
    with closing(sqlite3.connect(records.house)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_what_was_held_back_is_there_for_the_repair(unlocked: House, records: Records) -> None:
    directory = records.house.parent
    assert reserve.keep(directory)
    spoil(unlocked, records)
    repair.repair(records, lambda _: unlocked.clock())
    assert not (directory / reserve.FILE_NAME).exists()
    assert not soundness.is_marked(directory)
    assert count(records, "children") == 1


def test_numbers_go_on_above_those_of_a_newer_backup_that_is_damaged(
    unlocked: House, records: Records
) -> None:
    newer = back_up_later(unlocked, records, f"UPDATE sequence SET last = {FAR}")
    data = newer.path.read_bytes()
    newer.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    spoil(unlocked, records)
    repair.repair(records, lambda _: unlocked.clock())
    assert count(records, "children") == 1
    assert (last_number(records.house) or 0) > 4 * LEAP


def test_an_empty_house_numbers_on_above_the_backups_that_do_not_open(
    unlocked: House, records: Records
) -> None:
    back_up_later(unlocked, records, f"UPDATE sequence SET last = {FAR}")
    (records.house.parent / card_key.FILE_NAME).unlink()
    spoil(unlocked, records)
    repair.repair(records, lambda _: unlocked.clock())
    assert count(records, "children") == 0
    assert (last_number(records.house) or 0) > 4 * LEAP


def test_where_the_newest_backup_is_of_a_newer_version_the_house_begins_empty(
    unlocked: House, records: Records
) -> None:
    change = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
    back_up_later(unlocked, records, f"{change} VALUES ('house', 'of_next_year', '2099')")
    spoil(unlocked, records)
    repair.repair(records, lambda _: unlocked.clock())
    assert count(records, "children") == 0
    assert len(moving.set_aside(records.house, moving.DAMAGED)) == 1


def test_who_begins_empty_by_itself_has_no_damage_to_look_for(
    unlocked: House, records: Records
) -> None:
    spoil(unlocked, records)
    repair.begin_empty(records, lambda _: unlocked.clock())
    assert not soundness.is_marked(records.house.parent)
    assert count(records, "children") == 0
