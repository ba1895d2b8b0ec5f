"""Write rows by what is there, in one statement on both databases, and tell which were written."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Columns = tuple[Column[Any], ...]
_INSERT: Mapping[str, Callable[[Table], Any]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert_unless_there(
    connection: Connection, rows: Sequence[Mapping[str, Any]], *key: Column[Any]
) -> set[tuple[Any, ...]]:
    """Insert rows where the table has none of the same key; returns the keys of the new ones."""
    if not rows:
        return set()
    return _written(connection, _unless_there(connection.dialect.name, key), rows)


def insert_or_replace(
    connection: Connection, rows: Sequence[Mapping[str, Any]], key: Columns, later: Columns
) -> set[tuple[Any, ...]]:
    """Insert rows, or replace those of the same key that are earlier; returns the keys written.

    rows: each of another key. later: the columns that tell, together, which row is later.
    """
    if not rows:
        return set()
    return _written(connection, _or_replace(connection.dialect.name, key, later), rows)


def _written(
    connection: Connection, statement: ReturningInsert[Any], rows: Sequence[Mapping[str, Any]]
) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in connection.execute(statement, rows)}


@lru_cache(maxsize=64)
def _unless_there(dialect: str, key: Columns) -> Any:  # noqa: ANN401
    return _INSERT[dialect](_table(key)).on_conflict_do_nothing().returning(*key)


@lru_cache(maxsize=64)
def _or_replace(dialect: str, key: Columns, later: Columns) -> Any:  # noqa: ANN401
    statement = _INSERT[dialect](_table(key))
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
