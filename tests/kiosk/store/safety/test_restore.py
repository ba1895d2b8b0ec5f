"""What a backup brings that takes the place of the records, and what of it stays away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.closing import close_day
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store.attendance import days, visits
from kiosk.store.database import Database
from kiosk.store.keys import card_key
from kiosk.store.rights import tombstones
from kiosk.store.safety import backup, moving, repair, restore
from kiosk.store.safety.restore import LEAP, Found, Line
from tests.cast import Hands, add_child

FAR = 3 * LEAP + 5


def back_up(house: House, place: Path) -> Found:
    made = backup.make(house.database.path, place, house.clock())
    header, image = backup.open_with_card(made.path, card_key.read(house.config.directory))
    return Found(made.path, header, image, ())


@contextmanager
def brought_back(house: House, found: Found, above: int = 0) -> Iterator[sqlite_utils.Database]:
    """Put the backup in the records' place and look at them."""
    house.close()
    line = Line("li", Action.RESTORED, repair.BY_HAND)
    aside = moving.BEFORE_RESTORE
    path = house.database.path
    restore.from_backup(path, found, lambda _: house.clock(), line, aside=aside, above=above)
    database = Database(path)
    with database.reading() as db:
        yield db
    database.close()


@pytest.mark.parametrize(("here", "elsewhere"), [(FAR, 0), (0, FAR)])
def test_numbers_go_on_above_those_of_the_records_here_and_of_every_backup(
    unlocked: House, tmp_path: Path, here: int, elsewhere: int
) -> None:
    found = back_up(unlocked, tmp_path / "backups")
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = max(last, ?)", [here])
    with brought_back(unlocked, found, elsewhere) as db:
        (last,) = db.execute("SELECT last FROM sequence").fetchone()
    assert 4 * LEAP < last < 4 * LEAP + 100


def test_who_was_erased_since_still_counts_on_its_days_and_nobody_else_goes(
    unlocked: House, panda: Child, tmp_path: Path, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    day = hands().day
    with unlocked.database.transaction() as db:
        for child in (panda, friend):
            visits.check_in(db, child.id, hands())
    close_day(unlocked, day, Closing.COUNSELOR, "li")
    found = back_up(unlocked, tmp_path / "backups")
    erase_child(unlocked, panda.id)
    with brought_back(unlocked, found) as db:
        counts = days.count(db, day)
        assert [one.child for one in visits.between(db, day, day)] == [friend.id]
        assert db.execute("SELECT DISTINCT child FROM consents").fetchall() == [(friend.id,)]
    assert (counts.present, counts.newcomers) == (2, 2)


def test_who_was_added_and_erased_since_is_remembered_as_erased(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    erase_child(unlocked, panda.id)
    found = back_up(unlocked, tmp_path / "backups")
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    erase_child(unlocked, friend.id)
    with brought_back(unlocked, found) as db:
        assert tombstones.erased(db) == {panda.id, friend.id}
        assert tombstones.unswept(db) == [friend.id]


def test_what_cannot_be_read_may_be_a_house_and_what_is_empty_is_none(
    bare_house: House, tmp_path: Path
) -> None:
    path = tmp_path / "house.db"
    assert not restore.holds_a_house(path)
    path.touch()
    assert not restore.holds_a_house(path)
    path.write_bytes(b"\xa5" * 8192)
    assert restore.holds_a_house(path)
    assert not restore.holds_a_house(bare_house.database.path)


def test_a_founded_house_is_one(unlocked: House) -> None:
    assert restore.holds_a_house(unlocked.database.path)
