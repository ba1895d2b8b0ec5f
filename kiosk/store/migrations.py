"""Every shape the house's database has had, forward only, each in its own transaction.

A step's SQL stands in schema/ under its name; what was released is never changed.
"""

from contextlib import closing
from pathlib import Path
from sqlite3 import complete_statement

import sqlite_utils
from sqlite_utils import Migrations

migrations = Migrations("house")

_SCHEMA = Path(__file__).with_name("schema")


@migrations()
def lay_the_foundation(db: sqlite_utils.Database) -> None:
    """Create the tables of the first version."""
    from sync import records

    _run(db, "lay_the_foundation")
    records.create_tables(db)


@migrations()
def remember_everything(db: sqlite_utils.Database) -> None:
    """Make room for all record groups, for boots and for what the counselor must hear."""
    _run(db, "remember_everything")


@migrations()
def let_children_have_a_code(db: sqlite_utils.Database) -> None:
    """Make room for a child's picture code."""
    _run(db, "let_children_have_a_code")


@migrations()
def let_the_house_be_set(db: sqlite_utils.Database) -> None:
    """Make room for settings, groups, tags, fetchings, recorded voices and approved wordings."""
    _run(db, "let_the_house_be_set")


@migrations()
def put_a_chat_off(db: sqlite_utils.Database) -> None:
    """Make room for snoozes."""
    _run(db, "put_a_chat_off")


@migrations()
def plan_activities(db: sqlite_utils.Database) -> None:
    """Make room for plans."""
    _run(db, "plan_activities")


@migrations()
def hear_from_headquarters(db: sqlite_utils.Database) -> None:
    """Make room for messages of headquarters, and for questions to the expert panel."""
    from sync import inbox

    _run(db, "hear_from_headquarters")
    inbox.create_tables(db)


@migrations()
def show_what_was_said(db: sqlite_utils.Database) -> None:
    """Make room for what an envelope says, to show it while it waits and after."""
    from sync import records

    records.add_what_was_said(db)


@migrations()
def let_her_devices_in(db: sqlite_utils.Database) -> None:
    """Make room for the devices on which a counselor opens the panel."""
    _run(db, "let_her_devices_in")


@migrations()
def remember_how_far_children_are(db: sqlite_utils.Database) -> None:
    """Make room for ratings, and for how many sat at a play.

    They are filled as a house is opened: how an answer counts is known to the games.
    """
    _run(db, "remember_how_far_children_are")


@migrations()
def remember_what_was_asked(db: sqlite_utils.Database) -> None:
    """Make room for the fact that was asked in a play, say a character."""
    _run(db, "remember_what_was_asked")


@migrations()
def follow_headquarters(db: sqlite_utils.Database) -> None:
    """Make room for what became of what headquarters set."""
    _run(db, "follow_headquarters")


@migrations()
def let_keys_change(db: sqlite_utils.Database) -> None:
    """Make room for earlier keys, for the card, and for what is sent once more."""
    from sync import records

    records.let_keys_change(db)


@migrations()
def close_months(db: sqlite_utils.Database) -> None:
    """Make room for months as they were closed."""
    _run(db, "close_months")


@migrations()
def count_what_the_wire_costs(db: sqlite_utils.Database) -> None:
    """Make room for the bytes of each month, and for how long the wire waits."""
    from sync import records

    records.add_costs(db)


@migrations()
def count_the_old_by_an_index(db: sqlite_utils.Database) -> None:
    """Let what is too old be counted without reading it."""
    _run(db, "count_the_old_by_an_index")


@migrations()
def hear_twice_what_headquarters_lost(db: sqlite_utils.Database) -> None:
    """Make room for the first answer that tells of less."""
    from sync import records

    records.make_room_for_doubt(db)


@migrations()
def find_a_summary_by_its_number(db: sqlite_utils.Database) -> None:
    """Let a day find its summary, sent once more or not, without reading those of all years."""
    _run(db, "find_a_summary_by_its_number")


@migrations()
def take_back_again(db: sqlite_utils.Database) -> None:
    """Make room for what a restore takes back of activities, once they can be read."""
    _run(db, "take_back_again")


def apply_pending(db: sqlite_utils.Database) -> None:
    """Bring the database to this version's shape, wholly or not at all.

    The right to write is taken first: what is found pending is so until it is done.
    """
    if not migrations.pending(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _run(db: sqlite_utils.Database, step: str) -> None:
    """Run a script by its statements, since executescript would commit the transaction."""
    script = (_SCHEMA / f"{step}.sql").read_text("utf-8")
    for statement in _statements(script):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    statements, current = [], ""
    for line in script.strip().splitlines(keepends=True):
        current += line
        if complete_statement(current):
            statements.append(current)
            current = ""
    return statements


def known_migrations() -> set[str]:
    """Name every migration of this version: one asked of an empty database is pending."""
    with closing(sqlite_utils.Database(memory=True, execute_plugins=False)) as empty:
        return {step.name for step in migrations.pending(empty)}
