"""Records that a power cut met while they were first made."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.house import open_house
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.safety import moving


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
