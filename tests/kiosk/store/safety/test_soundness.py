"""Records that are looked at: what is damage, and what a power cut met half made."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.errors import StoreDamaged
from kiosk.house import House, open_house
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.safety import moving, soundness


@pytest.fixture
def half_made(config: HouseConfig) -> Path:
    """A database whose very first transaction was cut: its journal is to be played back."""
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA cache_size = 1; CREATE TABLE old (x); INSERT INTO old VALUES (1);")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("BEGIN")
        db.executemany("INSERT INTO old VALUES (?)", ([bytes(5000)] for _ in range(50)))
        for name in (FILE_NAME, f"{FILE_NAME}-journal"):
            shutil.copy(path.with_name(name), path.with_name(f"cut-{name}"))
        db.rollback()
    for name in (FILE_NAME, f"{FILE_NAME}-journal"):
        path.with_name(f"cut-{name}").replace(path.with_name(name))
    return path


def test_a_beginning_that_was_cut_is_taken_back_and_begun_again(half_made: Path) -> None:
    with closing(Database(half_made)) as database, database.reading() as db:
        assert db.execute("SELECT count(*) FROM old").fetchone() == (1,)
        assert db.table("children").count == 0


def test_a_journal_is_set_aside_with_its_database_and_never_played_into_another(
    half_made: Path, config: HouseConfig
) -> None:
    built = moving.building(half_made)
    with closing(sqlite3.connect(built)) as db:
        db.executescript("CREATE TABLE other (x); INSERT INTO other VALUES (7);")
    moving.decide(half_made, built, moving.DAMAGED)
    aside = half_made.with_name(f"{FILE_NAME}.damaged-1")
    assert aside.with_name(f"{aside.name}-journal").exists()
    with closing(sqlite3.connect(half_made)) as db:
        assert db.execute("SELECT x FROM other").fetchall() == [(7,)]
    open_house(config).close()


def failed(code: int) -> sqlite3.DatabaseError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


def test_what_the_card_cannot_give_back_is_damage_and_a_busy_or_full_one_is_none() -> None:
    damage = (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_CORRUPT_INDEX,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR_READ,
        sqlite3.SQLITE_IOERR_SHORT_READ,
        sqlite3.SQLITE_IOERR_CORRUPTFS,
    )
    others = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
    assert all(soundness.is_damage(failed(code)) for code in damage)
    assert not any(soundness.is_damage(failed(code)) for code in others)
    assert not soundness.is_damage(sqlite3.DatabaseError("without a code"))


def test_records_that_cannot_be_opened_at_all_are_not_called_damaged(tmp_path: Path) -> None:
    assert soundness.is_whole(tmp_path / "nothing.db")
    (tmp_path / "junk.db").write_bytes(b"\xa5" * 8192)
    assert not soundness.is_whole(tmp_path / "junk.db")


def with_other_bytes(path: Path, schema: str, changes: dict[bytes, bytes]) -> Path:
    """Make records whose names a card has changed into what is no text."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(schema)
    content = path.read_bytes()
    for name, changed in changes.items():
        assert name in content and len(name) == len(changed)
        content = content.replace(name, changed)
    path.write_bytes(content)
    return path


def test_damage_that_is_told_in_bytes_that_are_no_text_is_damage(tmp_path: Path) -> None:
    whole = "CREATE TABLE phones (number_of_phone); INSERT INTO phones VALUES (NULL);"
    column = {b"number_of_phone": b"\xff\xff\xff\xff\xff\xff NOT NULL"}
    assert soundness.is_whole(with_other_bytes(tmp_path / "whole.db", whole, {}))
    assert not soundness.is_whole(with_other_bytes(tmp_path / "column.db", whole, column))
    table = {b"TABLE": b"TABLX", b"phones": b"\xff\xff\xff\xff\xff\xff"}
    assert not soundness.is_whole(with_other_bytes(tmp_path / "table.db", whole, table))


def test_a_record_that_refers_to_nothing_is_a_problem(unlocked: House) -> None:
    with closing(sqlite3.connect(unlocked.database.path)) as db:
        assert soundness.first_problem(db) is None
        db.execute("INSERT INTO tags VALUES (x'00', 'nobody')")
        assert soundness.first_problem(db) == "A record of tags refers to nothing."


def test_a_small_table_that_is_damaged_is_found_at_the_start(unlocked: House) -> None:
    unlocked.close()
    path = unlocked.database.path
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'counselors'"
        ).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    # Its last row alone is still read.
    data[(page - 1) * size + 1 : (page - 1) * size + 3] = b"\x0f\xf0"
    path.write_bytes(data)
    with pytest.raises((StoreDamaged, sqlite3.DatabaseError)):
        soundness.check_at_start(path)


def test_when_all_was_found_whole_is_told_and_a_torn_note_tells_nothing(tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert soundness.looked_at(tmp_path) is None
    soundness.note_look(tmp_path, at)
    assert soundness.looked_at(tmp_path) == at
    (tmp_path / soundness.LOOKED).write_text("2026-11-")
    assert soundness.looked_at(tmp_path) is None
