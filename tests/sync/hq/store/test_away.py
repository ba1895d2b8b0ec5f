from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway, DiskFull
from sync.hq.store import away
from sync.hq.store.database import open_database
from tests.disks import filled, may_mount, small_disk
from tests.sync.hq.cast import Office


def test_a_mistake_of_ours_is_not_a_database_that_is_away(office: Office) -> None:
    with pytest.raises(DBAPIError), office.hq.database.reading() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    house = office.new_house()
    again = text(
        "INSERT INTO houses (house, name, province, county, added_at)"
        f" VALUES ('{house.house}', 'x', 'x', 'x', 1)"
    )
    with pytest.raises(IntegrityError), office.hq.database.transaction() as connection:
        connection.execute(again)


def test_a_database_that_keeps_every_connection_waiting_is_away(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = office.hq.database
    pool = database._engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.1)
    with ExitStack() as held, pytest.raises(DatabaseAway):
        for _ in range(pool.size() + pool._max_overflow + 1):
            held.enter_context(database.reading()).execute(text("SELECT 1"))
    with database.reading() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_a_file_that_is_gone_is_a_database_that_is_away(small_office: Office) -> None:
    small_office.hq.database.close()
    small_office.config.data.joinpath("hq.db").unlink()
    small_office.config.data.joinpath("hq.db").mkdir()
    with pytest.raises(DatabaseAway), small_office.hq.database.reading() as connection:
        connection.execute(text("SELECT 1"))


def test_a_file_that_takes_nothing_just_now_is_a_database_that_is_away(
    small_office: Office,
) -> None:
    database = small_office.hq.database
    change = text("UPDATE accounts SET county = NULL")
    with database.transaction() as connection:
        connection.execute(text("PRAGMA query_only=ON"))
        with pytest.raises(DatabaseAway, match="readonly"), away.told():
            connection.execute(change)
        connection.execute(text("PRAGMA query_only=OFF"))
    # SQLite says in its higher bytes that it is busy since others wrote meanwhile.
    with pytest.raises(DatabaseAway, match="locked"), database.reading() as connection:
        connection.execute(text("SELECT * FROM accounts")).all()
        small_office.new_house()
        connection.execute(change)


def test_a_file_that_has_no_room_is_a_disk_that_is_full(small_office: Office) -> None:
    database = small_office.hq.database
    much = text("UPDATE accounts SET county = hex(zeroblob(100000))")
    with pytest.raises(DiskFull, match="make room"), database.transaction() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        connection.execute(much)


def test_a_server_that_has_no_room_is_a_disk_that_is_full(tmp_path: Path, postgres: str) -> None:
    database = open_database(HqConfig(data=tmp_path, database=postgres))
    full = text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$")
    with pytest.raises(DiskFull, match="make room"), database.transaction() as connection:
        connection.execute(full)
    database.close()


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_a_disk_that_is_full_before_anybody_begins_is_told_as_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk:
        config = HqConfig(data=disk / "hq")
        open_database(config).close()
        with filled(disk / "filled"), pytest.raises(DiskFull):
            open_database(config)
