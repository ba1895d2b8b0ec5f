"""Write many rows in one statement on both databases, and tell which were written.

PostgreSQL is given one array for each column: the statement is then the same for any number of
rows, and nobody has to write, send and read a thousand times as many places in it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, column, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

Columns = tuple[Column[Any], ...]
Rows = Sequence[Mapping[str, Any]]


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, of which the table has none."""
    if rows:
        _execute(connection, _plain, rows, table)


def insert_unless_there(
    connection: Connection, rows: Rows, *key: Column[Any]
) -> set[tuple[Any, ...]]:
    """Insert rows where the table has none of the same key; returns the keys of the new ones."""
    return _written(connection, _unless_there, rows, key) if rows else set()


def insert_or_replace(
    connection: Connection, rows: Rows, key: Columns, later: Columns
) -> set[tuple[Any, ...]]:
    """Insert rows, or replace those of the same key that are earlier; returns the keys written.

    rows: each of another key. later: the columns that tell, together, which row is later.
    """
    return _written(connection, _or_replace, rows, key, later) if rows else set()


def _written(
    connection: Connection, statement: Callable[..., Any], rows: Rows, *of: Columns
) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in _execute(connection, statement, rows, *of)}


def _execute(connection: Connection, statement: Callable[..., Any], rows: Rows, *of: Any) -> Any:  # noqa: ANN401
    names, dialect = tuple(rows[0]), connection.dialect.name
    made = statement(dialect, names, *of)
    if dialect == "postgresql":
        return connection.execute(made, {name: [row[name] for row in rows] for name in names})
    return connection.execute(made, rows)


# A statement that is put together once costs a fifth.
@lru_cache(maxsize=64)
def _plain(dialect: str, names: tuple[str, ...], table: Table) -> Any:  # noqa: ANN401
    if dialect == "sqlite":
        return sqlite.insert(table)
    types = {name: table.c[name].type for name in names}
    arrays = [bindparam(name, type_=postgresql.ARRAY(of)) for name, of in types.items()]
    rows = func.unnest(*arrays).table_valued(*(column(name, of) for name, of in types.items()))
    return postgresql.insert(table).from_select(names, select(*rows.render_derived().c))


@lru_cache(maxsize=64)
def _unless_there(dialect: str, names: tuple[str, ...], key: Columns) -> Any:  # noqa: ANN401
    return _plain(dialect, names, _table(key)).on_conflict_do_nothing().returning(*key)


@lru_cache(maxsize=64)
def _or_replace(dialect: str, names: tuple[str, ...], key: Columns, later: Columns) -> Any:  # noqa: ANN401
    statement = _plain(dialect, names, _table(key))
    new = statement.excluded
    upsert = statement.on_conflict_do_update(
        index_elements=key,
        set_={one.name: new[one.name] for one in _table(key).c if one not in key},
        where=tuple_(*later) < tuple_(*(new[one.name] for one in later)),
    )
    return upsert.returning(*key)


def _table(key: Columns) -> Table:
    table: Table = key[0].table
    return table
