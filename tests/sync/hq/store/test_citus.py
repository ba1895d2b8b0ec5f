"""What Citus asks of tables that it spreads, asked of a plain PostgreSQL's catalog."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from sync.hq import store
from sync.hq.config import HqConfig
from sync.hq.store import partitions
from sync.hq.store.database import open_database
from sync.hq.store.schema import metadata
from tests.sync.hq.cast import NOW

SCRIPT = (Path(store.__file__).with_name("citus.sql")).read_text("utf-8")

# They stand in for Citus' own: what is asked of them is written down, in its order.
STAND_INS = """
CREATE TABLE asked (at serial, name text, kind text, by text, beside text);
CREATE FUNCTION create_reference_table(regclass) RETURNS void LANGUAGE sql AS
  $$ INSERT INTO asked (name, kind) VALUES ($1::text, 'reference') $$;
CREATE FUNCTION create_distributed_table(one regclass, by text, colocate_with text DEFAULT NULL)
  RETURNS void LANGUAGE sql AS
  $$ INSERT INTO asked (name, kind, by, beside)
     VALUES (one::text, 'distributed', by, colocate_with) $$;
"""


@pytest.fixture
def spread(postgres: str, tmp_path: Path) -> Iterator[Connection]:
    """A database whose tables the script has spread."""
    database = open_database(HqConfig(data=tmp_path, database=postgres))
    partitions.prepare(database, NOW)
    with database.transaction() as connection:
        connection.exec_driver_sql(STAND_INS)
        connection.exec_driver_sql(SCRIPT.replace("CREATE EXTENSION IF NOT EXISTS citus;", ""))
        yield connection
    database.close()


def of_kind(connection: Connection, kind: str) -> list[str]:
    query = text("SELECT name FROM asked WHERE kind = :kind ORDER BY at")
    return list(connection.execute(query, {"kind": kind}).scalars())


def stay() -> list[str]:
    (line,) = re.findall(r"^-- local: (.*)$", SCRIPT, re.MULTILINE)
    return line.split(", ")


def test_the_script_says_of_each_table_once_where_it_lies(spread: Connection) -> None:
    said = [*of_kind(spread, "distributed"), *of_kind(spread, "reference"), *stay()]
    assert sorted(said) == sorted([*metadata.tables, "alembic_version"])


def test_what_belongs_to_a_house_is_spread_by_it_and_lies_beside_it(spread: Connection) -> None:
    asked = spread.execute(text("SELECT name, by, beside FROM asked WHERE kind = 'distributed'"))
    rows = asked.all()
    assert rows[0] == ("houses", "house", None)
    assert {(by, beside) for _, by, beside in rows[1:]} == {("house", "houses")}
    of_houses = {name for name, table in metadata.tables.items() if "house" in table.columns}
    assert {name for name, *_ in rows} == of_houses


def test_house_leads_every_unique_key_of_what_is_spread(spread: Connection) -> None:
    query = text(
        "SELECT i.indexrelid::regclass::text, "
        "  (SELECT attname FROM pg_attribute WHERE attrelid = t.oid AND attnum = i.indkey[0]) "
        "FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid "
        "LEFT JOIN pg_inherits h ON h.inhrelid = t.oid "
        "JOIN asked ON asked.name = coalesce(h.inhparent, t.oid)::regclass::text "
        "WHERE i.indisunique AND asked.kind = 'distributed'"
    )
    found = dict(tuple(row) for row in spread.execute(query))
    assert {"houses_pkey", "letters_pkey", "days_2026_11_pkey", "days_before_pkey"} <= set(found)
    assert {name: first for name, first in found.items() if first != "house"} == {}


def test_no_other_constraint_needs_to_see_every_house(spread: Connection) -> None:
    query = text(
        "SELECT conname FROM pg_constraint JOIN asked ON asked.name = conrelid::regclass::text "
        "WHERE kind = 'distributed' AND contype NOT IN ('p', 'u', 'f', 'c')"
    )
    assert list(spread.execute(query)) == []


def test_references_stay_within_a_house_or_reach_what_lies_everywhere(spread: Connection) -> None:
    query = text(
        "SELECT conrelid::regclass::text, confrelid::regclass::text, "
        "  array(SELECT attname::text FROM unnest(conkey) k "
        "        JOIN pg_attribute ON attrelid = conrelid AND attnum = k), "
        "  array(SELECT attname::text FROM unnest(confkey) k "
        "        JOIN pg_attribute ON attrelid = confrelid AND attnum = k) "
        "FROM pg_constraint WHERE contype = 'f' AND conparentid = 0"
    )
    spread_out, everywhere = of_kind(spread, "distributed"), of_kind(spread, "reference")
    order = [*everywhere, *spread_out]
    for table, other, ours, theirs in spread.execute(query):
        if table in stay():
            assert other in stay(), (table, other)
            continue
        assert order.index(other) < order.index(table), (table, other)
        if other in spread_out:
            assert table in spread_out, (table, other)
            assert ("house", "house") in zip(ours, theirs, strict=True), (table, other)


def test_nothing_that_is_spread_draws_numbers_from_a_sequence(spread: Connection) -> None:
    query = text(
        "SELECT t.relname, a.attname FROM pg_attrdef d JOIN pg_class t ON t.oid = d.adrelid "
        "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.adnum "
        "JOIN asked ON asked.name = t.relname "
        "WHERE kind = 'distributed' AND pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval%'"
    )
    assert list(spread.execute(query)) == []


def test_each_row_that_is_spread_names_its_house(spread: Connection) -> None:
    query = text(
        "SELECT attnotnull, atttypid::regtype::text FROM pg_attribute "
        "JOIN asked ON asked.name = attrelid::regclass::text "
        "WHERE kind = 'distributed' AND attname = 'house'"
    )
    assert set(spread.execute(query)) == {(True, "text")}


@pytest.mark.parametrize(
    "change",
    [
        "CREATE UNIQUE INDEX bad ON questions (tag)",
        "CREATE UNIQUE INDEX bad ON houses (code_hash)",
        "CREATE UNIQUE INDEX bad ON deliveries (message, house)",
    ],
)
def test_a_key_that_reaches_beyond_a_house_would_be_seen(spread: Connection, change: str) -> None:
    spread.exec_driver_sql(change)
    with pytest.raises(AssertionError, match="bad"):
        test_house_leads_every_unique_key_of_what_is_spread(spread)


def test_a_reference_that_reaches_beyond_a_house_would_be_seen(spread: Connection) -> None:
    spread.exec_driver_sql("ALTER TABLE messages ADD FOREIGN KEY (to_house) REFERENCES houses")
    with pytest.raises(AssertionError, match="messages"):
        test_references_stay_within_a_house_or_reach_what_lies_everywhere(spread)
