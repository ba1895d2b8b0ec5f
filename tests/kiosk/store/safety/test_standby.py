"""What is looked at where the card can only be read: a copy that is whole, and changes nothing."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.errors import StoreDamaged
from kiosk.house import House
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.safety import standby

PAGE = 4096


def test_a_copy_shows_what_is_in_the_log_too_and_refuses_every_change(
    unlocked: House, panda: Child
) -> None:
    db = standby.copy(unlocked.database.path)
    assert [child.id for child in children.everyone(db)] == [panda.id]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM children")
    db.close()


def test_records_that_are_damaged_where_nobody_looks_at_first_are_not_shown(
    unlocked: House,
) -> None:
    with unlocked.database.transaction() as db:
        for _ in range(200):
            audit.note(db, unlocked.clock(), "li", Action.LOOKED_AT_TODAY, "house")
    unlocked.close()
    path = unlocked.database.path
    whole = path.read_bytes()
    for start in range(len(whole) - 20 * PAGE, len(whole), PAGE):
        path.write_bytes(whole[:start] + b"\xa5" * PAGE + whole[start + PAGE :])
        with pytest.raises(StoreDamaged):
            standby.copy(path)


@pytest.mark.parametrize("begun", [True, False])
def test_where_no_records_are_there_is_an_empty_house_to_look_at(
    tmp_path: Path, begun: bool
) -> None:
    path = tmp_path / "house.db"
    if begun:
        path.touch()
    db = standby.copy(path)
    assert children.everyone(db) == []
    assert [one.name for one in tmp_path.iterdir()] == [path.name] * begun
    db.close()
