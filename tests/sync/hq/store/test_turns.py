from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import text

from sync.hq.config import HqConfig
from sync.hq.store import database as database_module
from sync.hq.store import turns
from sync.hq.store.database import Database, find_database

LOCK = 7


@pytest.fixture
def hurried(tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database in which a lock is waited for a tenth of a second."""
    monkeypatch.setattr(database_module, "_LIMITS", ("-c lock_timeout=100",))
    database = find_database(HqConfig(data=tmp_path, database=postgres))
    yield database
    database.close()


def test_who_waits_for_a_turn_waits_however_long_it_takes_and_then_no_longer_than_ever(
    hurried: Database,
) -> None:
    def take() -> str:
        with hurried.making() as connection:
            turns.wait_for(connection, LOCK)
            return str(connection.execute(text("SHOW lock_timeout")).scalar_one())

    with ThreadPoolExecutor(1) as other:
        with hurried.making() as holding:
            turns.wait_for(holding, LOCK)
            asked = other.submit(take)
            assert not wait([asked], 0.5).done
        assert asked.result(10) == "100ms"


def test_a_turn_that_somebody_has_is_not_free(hurried: Database) -> None:
    with hurried.making() as holding, hurried.making() as connection:
        assert turns.is_free(holding, LOCK)
        assert not turns.is_free(connection, LOCK)
    with hurried.making() as connection:
        assert turns.is_free(connection, LOCK)
