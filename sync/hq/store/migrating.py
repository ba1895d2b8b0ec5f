"""Bring a database to the schema of this version: a new one at once, an older one step by step.

Each database counts its steps in Alembic's table; before Alembic it was the table `version`.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, select

from sync.hq.errors import NewerDatabase, Refused
from sync.hq.store import schema, turns

_STEPS = Path(__file__).with_name("migrations")
# Whose turn it is to change the schema.
_LOCK = 0x4149_594F_5543_0001

_alembic_version = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)


def newest() -> int:
    """Tell the number of the last step that this version knows."""
    return max(int(path.name[1:3]) for path in (_STEPS / "versions").glob("r*.py"))


def step_of(connection: Connection) -> int:
    """Tell how many steps a database has taken; 0: it has no tables yet."""
    found = inspect(connection)
    if found.has_table("alembic_version"):
        number = connection.execute(select(_alembic_version.c.version_num)).scalar_one()
        return int(number)
    if found.has_table("version"):
        return connection.execute(select(schema.version.c.number)).scalar_one_or_none() or 0
    return 0


def known_step_of(connection: Connection) -> int:
    """Tell how many steps a database has taken; raises NewerDatabase where they are too many."""
    step = step_of(connection)
    if step > newest():
        raise NewerDatabase(
            f"The database is from a newer version of headquarters (schema {step}, "
            f"this version knows {newest()}): install the newer version."
        )
    return step


def bring_up(connection: Connection) -> None:
    """Make the tables, or take the steps that are missing; the transaction is one that writes.

    Raises NewerDatabase when it has taken steps that this version does not know.
    """
    # Who starts at the same time waits here until the tables are there.
    turns.wait_for(connection, _LOCK)
    step = known_step_of(connection)
    if step == 0:
        _make_all(connection)
    elif step < newest():
        upgrade(connection, step)


def begin_at(connection: Connection, step: int) -> None:
    """Make the tables as one step left them, for a backup of then; the database has none yet.

    Raises Refused where it has tables of another step.
    """
    turns.wait_for(connection, _LOCK)
    there = step_of(connection)
    if there not in (0, step):
        raise Refused("The database has tables of another version: give an empty one.")
    if there == 0 and step == newest():
        _make_all(connection)
    elif there == 0:
        upgrade(connection, 0, step)


def upgrade(connection: Connection, step: int, to: int | None = None) -> None:
    """Take the steps from one to another, or to the last one."""
    # Only who changes a schema waits for Alembic to load.
    from alembic import command
    from alembic.config import Config

    if step and not inspect(connection).has_table("alembic_version"):
        _stamp(connection, step)
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head" if to is None else str(to))


def _make_all(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    connection.execute(insert(schema.version).values(number=10))
    _stamp(connection, newest())


def _stamp(connection: Connection, step: int) -> None:
    _alembic_version.create(connection)
    connection.execute(insert(_alembic_version).values(version_num=str(step)))
