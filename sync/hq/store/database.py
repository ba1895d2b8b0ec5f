"""Open the database of headquarters: SQLite in the data directory, or PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    create_engine,
    delete,
    event,
    exists,
    insert,
    inspect,
    literal,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError

from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway, NewerDatabase, Refused
from sync.hq.store import schema


class Database:
    """Hand out connections: many that read, and on SQLite one at a time that writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Two writers waiting in SQLite's own queue cost ten times what a lock here costs.
        sqlite = engine.dialect.name == "sqlite"
        self._writer: AbstractContextManager[Any] = Lock() if sqlite else nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction that is durable when the block ends, and undone when it raises."""
        with self._writer, self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that sees one state of the database and changes nothing."""
        with self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_database(config: HqConfig) -> Database:
    """Open the database and bring its schema up to date.

    Raises DatabaseAway when it cannot be reached or read, NewerDatabase when it is from the future.
    """
    address = _address(config)
    engine = create_engine(address, pool_pre_ping=address.get_backend_name() != "sqlite")
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
    database = Database(engine)
    try:
        with database.transaction() as connection:
            migrate(connection)
    except DBAPIError as problem:
        database.close()
        raise DatabaseAway(f"The database cannot be opened: {_first_line(problem)}") from problem
    except NewerDatabase:
        database.close()
        raise
    return database


def migrate(connection: Connection) -> None:
    """Run the migrations that this database has not seen yet."""
    known = _schema_number(connection)
    if known > len(MIGRATIONS):
        raise NewerDatabase(
            f"The database is from a newer version of headquarters (schema {known}, "
            f"this version knows {len(MIGRATIONS)}): install the newer version."
        )
    for migration in MIGRATIONS[known:]:
        migration(connection)
    if known < len(MIGRATIONS):
        connection.execute(delete(schema.version))
        connection.execute(insert(schema.version).values(number=len(MIGRATIONS)))


def _schema_number(connection: Connection) -> int:
    if not inspect(connection).has_table("version"):
        return 0
    return connection.execute(select(schema.version.c.number)).scalar_one_or_none() or 0


def _first_tables(connection: Connection) -> None:
    schema.metadata.create_all(connection)


def _messages(connection: Connection) -> None:
    new = (schema.messages, schema.deliveries, schema.heard, schema.questions)
    schema.metadata.create_all(connection, new)


def _unread(connection: Connection) -> None:
    """Tell what was kept before without effect: kinds that headquarters did not know then."""
    schema.metadata.create_all(connection, [schema.unread])
    letters, aside = schema.envelopes.c, schema.quarantine.c
    refused = exists().where((aside.house == letters.house) & (aside.hash == letters.hash))
    known = letters.kind.in_(("day", "lost", "ask", "message"))
    header = (letters.house, letters.epoch, letters.seq, literal(1), letters.kind)
    kept = select(*header).where(~known, ~refused)
    connection.execute(
        insert(schema.unread).from_select(["house", "epoch", "seq", "version", "kind"], kept)
    )


def _second_factors(connection: Connection) -> None:
    new = (schema.second_factors, schema.recovery_codes, schema.audit)
    schema.metadata.create_all(connection, new)


def _months(connection: Connection) -> None:
    schema.metadata.create_all(connection, [schema.months, schema.headcounts])


def _gaps(connection: Connection) -> None:
    """Make room for how long each house used to be silent."""
    if "gaps" not in {column["name"] for column in inspect(connection).get_columns("houses")}:
        connection.execute(text("ALTER TABLE houses ADD COLUMN gaps TEXT NOT NULL DEFAULT '[]'"))


def _house_keys(connection: Connection) -> None:
    """Begin the line of each house with the key that it has."""
    schema.metadata.create_all(connection, [schema.house_keys])
    house = schema.houses.c
    given = (house.house, literal(1), house.verify_key, house.epoch, literal(0), house.enrolled_at)
    has_one = exists().where(schema.house_keys.c.house == house.house)
    kept = select(*given).where(house.verify_key.is_not(None), ~has_one)
    names = ["house", "number", "verify_key", "epoch", "seq", "since"]
    connection.execute(insert(schema.house_keys).from_select(names, kept))


def _two_cards(connection: Connection) -> None:
    """Make room for since when two cards speak as one house."""
    known = {column["name"] for column in inspect(connection).get_columns("houses")}
    if "two_cards_since" not in known:
        connection.execute(text("ALTER TABLE houses ADD COLUMN two_cards_since BIGINT"))


def _hq_keys(connection: Connection) -> None:
    """Make room for which keys of headquarters each house has."""
    if "hq_keys" not in {column["name"] for column in inspect(connection).get_columns("houses")}:
        binary = LargeBinary().compile(dialect=connection.dialect)
        connection.execute(text(f"ALTER TABLE houses ADD COLUMN hq_keys {binary}"))


# One function a schema change; a database remembers how many it has seen.
MIGRATIONS: list[Callable[[Connection], None]] = [
    _first_tables,
    _messages,
    _unread,
    _second_factors,
    _months,
    _gaps,
    _house_keys,
    _two_cards,
    _hq_keys,
]


def _address(config: HqConfig) -> URL:
    if config.database is None:
        _make_directory(config.data)
        return URL.create("sqlite", database=str(config.data / "hq.db"))
    try:
        address = make_url(config.database)
    except ArgumentError as problem:
        raise Refused("AIYOU_HQ_DATABASE is not a database address.") from problem
    if address.get_backend_name() != "postgresql":
        raise Refused("AIYOU_HQ_DATABASE must begin with postgresql+psycopg://.")
    return address.set(drivername="postgresql+psycopg")


def _make_directory(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            "Cannot make %(data)s: %(reason)s.", data=data, reason=problem.strerror
        ) from problem


_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _record: object) -> None:
        # The driver must not begin transactions by itself: `begin` below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(problem: Exception) -> str:
    return str(getattr(problem, "orig", problem)).strip().splitlines()[0]
