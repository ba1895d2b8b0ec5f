"""Databases of every age end with the same tables, without losing a row."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.hq.config import HqConfig
from sync.hq.errors import NewerDatabase, Refused
from sync.hq.store import migrating, partitions, schema
from sync.hq.store.database import open_database
from tests.postgres import empty_database
from tests.turns import by_turns

SCHEMAS = Path(__file__).with_name("schemas")
RELEASED = (1, 2, 6, 9)
DATABASES = ("sqlite", "postgresql")
STEPS = ScriptDirectory(str(Path(migrating.__file__).with_name("migrations")))


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> HqConfig:
    """The configuration of a headquarters whose database is empty."""
    database = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return HqConfig(data=tmp_path / "hq", database=database)


@pytest.fixture
def another(new: HqConfig, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[HqConfig]:
    """One more of the same kind."""
    if new.database is None:
        yield HqConfig(data=tmp_path / "another")
        return
    with empty_database(request.getfixturevalue("postgres_socket")) as address:
        yield HqConfig(data=tmp_path / "another", database=address)


def address(config: HqConfig) -> str:
    return config.database or f"sqlite:///{config.data / 'hq.db'}"


def is_whole(name: str) -> bool:
    """Pass over partitions: which there are depends on what came."""
    return re.search(r"_(\d{4}_\d\d|before|after)$", name) is None


@contextmanager
def connected(config: HqConfig) -> Iterator[sa.Connection]:
    """Open the database as it is, in a transaction."""
    engine = sa.create_engine(address(config))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def lay(config: HqConfig, number: int) -> None:
    """Make the database that a version of before Alembic left."""
    kind = "postgresql" if config.database else "sqlite"
    script = (SCHEMAS / kind / f"{number}.sql").read_text("utf-8")
    config.data.mkdir(exist_ok=True)
    if config.database:
        with psycopg.connect(config.database.replace("+psycopg", "")) as db:
            db.execute(script)
    else:
        with closing(sqlite3.connect(config.data / "hq.db")) as db:
            db.executescript(script)


Row = tuple[tuple[str, object], ...]


def rows(config: HqConfig) -> dict[str, set[Row]]:
    """Read everything, by table, without minding the order of columns."""
    found = sa.MetaData()
    with connected(config) as connection:
        found.reflect(connection, only=lambda name, _: is_whole(name))
        return {
            name: {tuple(sorted(row.items())) for row in connection.execute(query).mappings()}
            for name, query in ((name, table.select()) for name, table in found.tables.items())
        }


def shape(config: HqConfig) -> dict[str, object]:
    """Tell of each table its columns, keys and indexes, in an order of their own."""
    with connected(config) as connection:
        found = sa.inspect(connection)
        return {
            name: {
                "columns": sorted(
                    (one["name"], str(one["type"]), one["nullable"], one["default"])
                    for one in found.get_columns(name)
                ),
                "key": found.get_pk_constraint(name)["constrained_columns"],
                "indexes": sorted(map(str, found.get_indexes(name))),
                "unique": sorted(map(str, found.get_unique_constraints(name))),
                "foreign": sorted(map(str, found.get_foreign_keys(name))),
            }
            for name in found.get_table_names()
            if is_whole(name)
        }


def differences(config: HqConfig) -> list[object]:
    """Ask Alembic what would have to change for the database to be as schema says."""
    with connected(config) as connection:
        asked = {"include_name": lambda name, kind, _: kind != "table" or is_whole(name)}
        context = MigrationContext.configure(connection, opts=asked)
        return compare_metadata(context, schema.metadata)


def take_every_step(config: HqConfig) -> None:
    """Begin at the first step on an empty database, as nobody does in earnest."""
    config.data.mkdir(exist_ok=True)
    with connected(config) as connection:
        migrating.upgrade(connection, 0)


def without(row: Row, *names: str) -> Row:
    return tuple(pair for pair in row if pair[0] not in names)


@pytest.mark.parametrize(("number", "new"), by_turns(RELEASED, DATABASES), indirect=["new"])
def test_a_database_of_before_keeps_every_row(new: HqConfig, number: int) -> None:
    lay(new, number)
    before = rows(new)
    open_database(new).close()
    after = rows(new)
    del before["version"]
    before["letters"] = {without(row, "hash", "kind") for row in before["envelopes"]}
    before["envelopes"] = {without(row, "envelope") for row in before["envelopes"]}
    for name, known in before.items():
        kept = {column for row in known for column, _ in row}
        narrowed = {tuple(pair for pair in row if pair[0] in kept) for row in after[name]}
        assert narrowed == known, name


@pytest.mark.parametrize(("number", "new"), by_turns(RELEASED, DATABASES[::-1]), indirect=["new"])
def test_a_database_of_before_ends_as_a_new_one_begins(
    new: HqConfig, another: HqConfig, number: int
) -> None:
    lay(new, number)
    open_database(new).close()
    open_database(another).close()
    assert shape(new) == shape(another)
    assert rows(new)["alembic_version"] == rows(another)["alembic_version"]
    assert rows(new)["version"] == rows(another)["version"] == {(("number", 10),)}


def test_the_steps_from_the_first_to_the_last_make_what_the_schema_says(
    new: HqConfig, another: HqConfig
) -> None:
    take_every_step(new)
    open_database(another).close()
    assert differences(new) == differences(another) == []
    assert shape(new) == shape(another)


def test_the_comparison_sees_a_column_that_is_missing(new: HqConfig) -> None:
    open_database(new).close()
    with connected(new) as connection:
        connection.execute(sa.text("ALTER TABLE houses DROP COLUMN gaps"))
    assert len(differences(new)) == 1


def test_the_steps_are_one_line_and_named_by_their_numbers() -> None:
    assert len(STEPS.get_heads()) == 1
    steps = list(STEPS.walk_revisions())
    assert [one.revision for one in steps] == [str(n) for n in range(len(steps), 0, -1)]
    assert migrating.newest() == len(steps)
    for one in steps:
        assert Path(one.path).name.startswith(f"r{int(one.revision):02}_")


def test_what_was_kept_without_effect_is_remembered(new: HqConfig) -> None:
    lay(new, 2)
    open_database(new).close()
    (row,) = map(dict, rows(new)["unread"])
    assert (row["seq"], row["version"], row["kind"]) == (2, 1, "song")


def test_each_house_begins_its_line_with_the_key_that_is_there(new: HqConfig) -> None:
    lay(new, 6)
    open_database(new).close()
    (row,) = map(dict, rows(new)["house_keys"])
    assert (row["house"], row["number"], row["seq"]) == ("yuexi-0001", 1, 0)


def test_what_nobody_signed_is_known_by_its_reason(new: HqConfig) -> None:
    lay(new, 9)
    said = ("The signature is not right.", "This number was already used for other bytes.")
    with connected(new) as connection:
        for seq, reason in ((7, said[0]), (8, said[1]), (None, "The bytes are not CBOR.")):
            connection.execute(
                sa.text(
                    "INSERT INTO quarantine"
                    " (house, hash, epoch, seq, reason, envelope, received_at)"
                    " SELECT house, :hash, epoch, :seq, :reason, envelope, received_at"
                    " FROM quarantine WHERE seq = 4"
                ),
                {"hash": reason.encode(), "seq": seq, "reason": reason},
            )
    open_database(new).close()
    with connected(new) as connection:
        query = sa.select(schema.quarantine.c.seq).where(schema.quarantine.c.is_signed)
        assert sorted(connection.scalars(query)) == [4, 8]


def make_room(config: HqConfig, day: date) -> None:
    """Bring the schema up to date, and make the partitions of a month."""
    database = open_database(config)
    for table in ("days", "headcounts") if database.is_apart else ():
        partitions.cover(database, table, day, day)
    database.close()


def a_day(seq: int) -> dict[str, object]:
    """Name what a row of a day holds that no test here is about."""
    wire = {"clock": "trusted", "health": "{}", "epoch": b"epoch--9", "seq": seq}
    return {"house": "yuexi-0001", "day": date(2026, 11, 24), "newcomers": 0, **wire}


def go_back_to(connection: sa.Connection, step: str) -> None:
    """Take back what the steps since have made."""
    connection.execute(sa.text("ALTER TABLE houses DROP COLUMN retirement_noted_on"))
    schema.retirements.drop(connection)
    connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{step}'"))


def test_a_day_of_one_child_that_never_left_is_summed_up_anew(new: HqConfig) -> None:
    lay(new, 9)
    make_room(new, date(2026, 11, 24))
    with connected(new) as connection:
        connection.execute(sa.insert(schema.days).values(**a_day(9), minutes_open=0, present=1))
        connection.execute(sa.delete(schema.stale))
        go_back_to(connection, "21")
    open_database(new).close()
    (mark,) = map(dict, rows(new)["stale"])
    assert str(mark["first"]) == str(mark["last"]) == "2026-11-24"


@pytest.mark.parametrize(("hour", "is_early"), [(15, True), (16, False)])
def test_a_latest_day_that_was_told_before_its_time_is_looked_for_anew(
    new: HqConfig, hour: int, is_early: bool
) -> None:
    lay(new, 9)
    make_room(new, date(2026, 11, 24))
    # In the villages a day begins at 16 hours of Greenwich.
    came = int(datetime(2026, 11, 22, hour, tzinfo=UTC).timestamp())
    last = {"house": "yuexi-0001", "day": date(2026, 11, 24), "present": 0, "health": "{}"}
    key = {"house": "yuexi-0001", "epoch": b"epoch--9", "seq": 9, "hash": b"", "kind": "day"}
    with connected(new) as connection:
        connection.execute(sa.insert(schema.envelopes).values(**key, received_at=came))
        connection.execute(sa.insert(schema.days).values(**a_day(9), minutes_open=0, present=0))
        connection.execute(sa.delete(schema.last_days))
        connection.execute(sa.insert(schema.last_days).values(**last, is_worrying=False))
        connection.execute(sa.delete(schema.stale))
        go_back_to(connection, "22")
    open_database(new).close()
    marked = [(dict(row)["house"], str(dict(row)["last"])) for row in rows(new)["stale"]]
    assert marked == ([("yuexi-0001", "2026-11-24")] if is_early else [])


@pytest.mark.parametrize("table", ["version", "alembic_version"])
def test_a_database_from_the_future_is_refused_in_one_sentence(new: HqConfig, table: str) -> None:
    if table == "version":
        lay(new, 9)
        change = "UPDATE version SET number = 99"
    else:
        open_database(new).close()
        change = "UPDATE alembic_version SET version_num = '99'"
    with connected(new) as connection:
        connection.execute(sa.text(change))
    with pytest.raises(NewerDatabase, match="schema 99, this version knows"):
        open_database(new)


def test_tables_of_another_step_are_no_place_for_a_backup(new: HqConfig) -> None:
    open_database(new).close()
    with connected(new) as connection:
        for step in (1, migrating.newest() - 1):
            with pytest.raises(Refused, match="tables of another version"):
                migrating.begin_at(connection, step)
        migrating.begin_at(connection, migrating.newest())


@pytest.mark.parametrize(("new", "number"), by_turns(DATABASES, (0, 1)), indirect=["new"])
def test_of_processes_that_start_at_once_one_changes_the_schema(new: HqConfig, number: int) -> None:
    if number:
        lay(new, number)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sync.hq.config import HqConfig\n"
        "from sync.hq.store.database import open_database\n"
        "sys.stdin.readline()\n"
        "open_database(HqConfig(data=Path(sys.argv[1]), database=sys.argv[2] or None)).close()\n"
        "print('alembic' in sys.modules)\n"
    )
    command = [sys.executable, "-c", code, str(new.data), new.database or ""]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    starting = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for process in starting:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].strip() for process in starting]
    assert [process.returncode for process in starting] == [0] * 4
    assert said.count("True") == (1 if number else 0)
    assert differences(new) == []
    assert len(rows(new)["alembic_version"]) == 1
