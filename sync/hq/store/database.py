"""Open the database of headquarters: SQLite in the data directory, or PostgreSQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway, NewerDatabase, Refused
from sync.hq.store import away, migrating
from sync.hq.store.schema import metadata
from sync.hq.store.writer import Writer

# By itself PostgreSQL lets each query see a state of its own, so that a total would not be the sum
# of its parts. Who changes nothing is never refused for what others change meanwhile.
_READING: Mapping[str, Mapping[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
}


class Database:
    """Hand out connections: many that read, and on SQLite one at a time that writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**_READING.get(engine.dialect.name, {}))
        # Whether others than who opens it may use it.
        self.is_open = False
        # Whether months are kept apart, and up to which this process has seen to that.
        self.is_apart = engine.dialect.name == "postgresql"
        self.prepared: date | None = None
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._writer = Writer(Path(file).with_suffix(".lock")) if file else nullcontext()

    def open(self) -> None:
        """Bring the schema up to date; nobody is let in before.

        Raises DatabaseAway when it cannot be reached or read, NewerDatabase when it is from the
        future.
        """
        is_current = self.step() == migrating.newest()
        with away.told(anything=True):
            if not is_current:
                with self._writing() as connection:
                    migrating.bring_up(connection)
        self.is_open = True

    def step(self) -> int:
        """Tell how many steps of its schema it has taken, whether it was opened or not.

        Raises DatabaseAway when it cannot be reached or read, NewerDatabase when it is from the
        future.
        """
        with away.told(anything=True), self._engine.connect() as connection:
            return migrating.known_step_of(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction that is durable when the block ends, and undone when it raises.

        Raises DatabaseAway.
        """
        self._let_in()
        with away.told(), self._writing() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that sees one state of the database, for hours, and changes nothing.

        Raises DatabaseAway.
        """
        self._let_in()
        with away.told(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """Open a transaction in a database that was not opened, to make what it holds.

        Raises DatabaseAway.
        """
        with away.told(anything=True), self._writing() as connection:
            yield connection

    def look(self) -> None:
        """Look whether something could be written into each table; raises DatabaseAway.

        Where a lock stands on one, all else answers as ever.
        """
        self._let_in()
        if self._engine.dialect.name == "postgresql":
            with away.told(anything=True), self._writing() as connection:
                connection.execute(_SOON)
                connection.execute(_EVERY_TABLE)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._writer, self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    def _let_in(self) -> None:
        if not self.is_open:
            raise DatabaseAway("The database has not been opened yet.")

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()
        if isinstance(self._writer, Writer):
            self._writer.close()


def open_database(config: HqConfig) -> Database:
    """Open the database and bring its schema up to date.

    Raises DatabaseAway when it cannot be reached or read, NewerDatabase when it is from the future.
    """
    database = find_database(config)
    try:
        database.open()
    except (DatabaseAway, NewerDatabase):
        database.close()
        raise
    return database


def find_database(config: HqConfig) -> Database:
    """Name the database, which may be away: nobody is asked before it is opened."""
    address = _address(config)
    engine = create_engine(address, pool_pre_ping=address.get_backend_name() != "sqlite")
    tune = _tune_sqlite if engine.dialect.name == "sqlite" else _tune_postgresql
    tune(engine)
    return Database(engine)


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
    # What an address says itself comes later, and holds.
    options = " ".join((*_LIMITS, *address.normalized_query.get("options", ())))
    address = address.set(drivername="postgresql+psycopg")
    return address.update_query_dict({"options": options})


def _make_directory(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            "Cannot make %(data)s: %(reason)s.", data=data, reason=problem.strerror
        ) from problem


# Milliseconds to wait for whoever locks the file without having been let in by `Writer`, and first:
# two processes may open a new file at once.
_PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


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
        is_writer = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


# Milliseconds to wait for whoever locks a table or a row, and for the answer to whoever only asks.
_LIMITS = ("-c lock_timeout=5000", "-c statement_timeout=60000")
# Sooner than PostgreSQL looks for two who wait for each other: who changes a table is not undone.
_SOON = text("SET LOCAL lock_timeout = 500")
_EVERY_TABLE = text(f"LOCK TABLE {', '.join(metadata.tables)} IN ROW EXCLUSIVE MODE")


def _tune_postgresql(engine: Engine) -> None:
    from psycopg.types.array import ListBinaryDumper

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401
        # Written out as text, as psycopg does, an array of bytes costs a hundred times as much.
        connection.adapters.register_dumper(list, ListBinaryDumper)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            # A night is summed up in minutes; and a commit that is cut off while a second server
            # is waited for counts as done, and may not be there.
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
