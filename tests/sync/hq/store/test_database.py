import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sync import settings
from sync.hq import config as hq_config
from sync.hq import setup
from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway, Refused
from sync.hq.store import database as database_module
from sync.hq.store.database import Database, find_database, open_database
from sync.hq.store.schema import days, envelopes, epochs, metadata, quarantine
from tests.sync.hq.cast import NOW, PASSWORD, Office


def test_sqlite_is_durable_and_strict_about_references(config: HqConfig) -> None:
    database = open_database(config)
    with database.reading() as connection:
        asked = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    database.close()
    assert asked == ["wal", 2, 1, 5000]


def test_what_it_makes_is_for_its_owner_alone(tmp_path: Path) -> None:
    config = HqConfig(data=tmp_path / "new" / "hq")
    database = open_database(config)
    with database.transaction():
        pass
    database.close()
    assert stat.S_IMODE(config.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((config.data / "hq.lock").stat().st_mode) == 0o600


def test_nobody_is_let_in_before_it_is_opened(config: HqConfig) -> None:
    database = find_database(config)
    for enter in (database.reading, database.transaction):
        with pytest.raises(DatabaseAway, match="not been opened"), enter():
            pass
    database.open()
    with database.reading(), database.transaction():
        pass
    database.close()


def test_who_writes_waits_for_a_schema_that_changes_for_longer_than_sqlite_would(
    config: HqConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried = tuple("busy_timeout=1" if "busy" in one else one for one in database_module._PRAGMAS)
    monkeypatch.setattr(database_module, "_PRAGMAS", hurried)
    slow, next_one = open_database(config), open_database(config)
    change = text("UPDATE accounts SET county = NULL")

    def write() -> None:
        with next_one.transaction() as connection:
            connection.execute(change)

    with ThreadPoolExecutor(1) as other:
        with slow.making() as connection:
            connection.execute(change)
            asked = other.submit(write)
            assert not wait([asked], 1).done
        asked.result(10)
    for one in (slow, next_one):
        one.close()


def test_opening_again_changes_nothing(office: Office) -> None:
    office.enrolled_house()
    again = open_database(office.config)
    with again.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM houses")).scalar_one() == 1
    again.close()


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(office: Office) -> None:
    count = text("SELECT count(*) FROM houses")
    with office.hq.database.reading() as connection:
        assert connection.execute(count).scalar_one() == 0
        office.enrolled_house()
        assert connection.execute(count).scalar_one() == 0
    with office.hq.database.reading() as connection:
        assert connection.execute(count).scalar_one() == 1


def test_who_reads_changes_nothing_and_who_writes_then_may(tmp_path: Path, postgres: str) -> None:
    config = HqConfig(data=tmp_path, database=postgres)
    setup.initialise(config, "lin", PASSWORD, NOW)
    database = open_database(config)
    change = text("UPDATE accounts SET county = 'yuexi'")
    with pytest.raises(DBAPIError, match="read-only"), database.reading() as connection:
        connection.execute(change)
    # The pool gives the same connection out again.
    with database.transaction() as connection:
        assert connection.execute(change).rowcount == 1
        level = text("SELECT current_setting('transaction_isolation')")
        assert connection.execute(level).scalar_one() == "read committed"
    database.close()


HURRIED = ("-c lock_timeout=100", "-c statement_timeout=500")


@pytest.fixture
def hurried(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Database, Database]]:
    """Two who use one PostgreSQL, and wait for parts of a second where it would be seconds."""
    monkeypatch.setattr(database_module, "_LIMITS", HURRIED)
    config = HqConfig(data=tmp_path, database=postgres)
    two = open_database(config), open_database(config)
    yield two
    for one in two:
        one.close()


def test_a_table_that_somebody_locks_is_not_waited_for_without_end(
    hurried: tuple[Database, Database],
) -> None:
    database, other = hurried
    with other.transaction() as holding:
        holding.execute(text("LOCK TABLE accounts"))
        for enter in (database.reading, database.transaction):
            with pytest.raises(DatabaseAway, match="lock timeout"), enter() as connection:
                connection.execute(text("SELECT * FROM accounts"))


@pytest.mark.parametrize("mode", ["ACCESS EXCLUSIVE", "SHARE"])
def test_a_look_finds_a_table_that_takes_nothing_just_now(
    hurried: tuple[Database, Database], mode: str
) -> None:
    database, other = hurried
    with other.transaction() as holding:
        # SHARE: as while somebody makes an index by hand.
        holding.execute(text(f"LOCK TABLE letters IN {mode} MODE"))
        with pytest.raises(DatabaseAway, match="lock timeout"):
            database.look()
    database.look()


def test_who_only_asks_is_not_kept_waiting_and_who_writes_may_take_its_time(
    hurried: tuple[Database, Database],
) -> None:
    database, long = hurried[0], text("SELECT pg_sleep(0.8)")
    with pytest.raises(DatabaseAway, match="statement timeout"), database.reading() as connection:
        connection.execute(long)
    with database.transaction() as connection:
        connection.execute(long)


def test_a_limit_in_the_address_of_the_database_holds(tmp_path: Path, postgres: str) -> None:
    address = f"{postgres}&options=-c%20lock_timeout%3D7s"
    database = open_database(HqConfig(data=tmp_path, database=address))
    with database.reading() as connection:
        asked = [
            connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("lock_timeout", "statement_timeout")
        ]
    database.close()
    assert asked == ["7s", "1min"]


def test_a_database_that_is_away_is_one_sentence(tmp_path: Path) -> None:
    away = HqConfig(data=tmp_path, database=f"postgresql://aiyou@/hq?host={tmp_path}")
    with pytest.raises(DatabaseAway, match="cannot be opened") as problem:
        open_database(away)
    assert len(str(problem.value).splitlines()) == 1


@pytest.mark.parametrize("address", ["nonsense", "mysql://somewhere/hq"])
def test_only_postgresql_is_taken_as_another_database(tmp_path: Path, address: str) -> None:
    with pytest.raises(Refused, match="AIYOU_HQ_DATABASE"):
        open_database(HqConfig(data=tmp_path, database=address))


def test_a_database_belongs_to_one_headquarters(tmp_path: Path, postgres: str) -> None:
    first = HqConfig(data=tmp_path / "first", database=postgres)
    second = HqConfig(data=tmp_path / "second", database=postgres)
    setup.initialise(first, "lin", PASSWORD, NOW)
    with pytest.raises(Refused, match="already belongs"):
        setup.initialise(second, "lin", PASSWORD, NOW)
    assert not second.keys.exists()


def test_house_leads_every_key_of_what_belongs_to_a_house() -> None:
    named = (
        metadata.tables[name]
        for name in ("houses", "deliveries", "heard", "questions", "months", "headcounts")
    )
    for table in (envelopes, epochs, days, quarantine, *named):
        assert next(iter(table.primary_key)).name == "house"


def test_the_address_of_the_database_is_never_shown() -> None:
    secret = "postgresql://aiyou:secret@db/hq"
    config = hq_config.load(environ={"AIYOU_HQ_DATABASE": secret, "AIYOU_HQ_PORT": "9000"})
    assert (config.database, config.port) == (secret, 9000)
    assert "secret" not in repr(config)
    assert settings.masked(config)["database"] == "***"


def test_setup_adds_houses_and_accounts(config: HqConfig) -> None:
    house, code = setup.add_house(config, "新民村爱佑之家", "yuexi", NOW)
    assert (house, len(code)) == ("yuexi-0001", 14)
    assert setup.add_house(config, "保安村爱佑之家", "yuexi", NOW)[0] == "yuexi-0002"
    assert setup.add_house(config, "示范村", "yudu", NOW, "demo-house")[0] == "demo-house"
    account = setup.add_account(config, "Chen", "quiet mountain tea", NOW, "expert")
    assert (account.name, account.role) == ("chen", "expert")
    with pytest.raises(Refused, match="already a house demo-house"):
        setup.add_house(config, "示范村", "yudu", NOW + timedelta(days=1), "demo-house")
