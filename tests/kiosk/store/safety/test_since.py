"""What a guardian took back, or a counselor erased, stays so when an older backup returns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.holdings import UNDER, Group
from kiosk.forgetting import finish_erasing, record_answers
from kiosk.house import House, open_house
from kiosk.store.database import FILE_NAME
from kiosk.store.keys import card_key
from kiosk.store.people import children, consents
from kiosk.store.rights import audit
from kiosk.store.rights.holdings import HOLDINGS
from kiosk.store.safety import backup, moving, repair, restore
from kiosk.store.safety.restore import Found, Line
from tests.cast import add_child, unlock
from tests.kiosk.store.belongings import fill

PAPER = ConsentPaper("欧阳建国", ConsentWay.PAPER, "李老师", date(2026, 11, 24))
OTHERS = {Purpose.MOODS, Purpose.PLAYS}


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    return add_child(unlocked, "雀儿", keeps=set(Purpose), birth=date(2016, 1, 1))


def answer(house: House, child: Child, purpose: Purpose, *, given: bool) -> None:
    record_answers(house, child.id, {purpose: given}, PAPER)


def back_up(house: House, place: Path) -> Found:
    made = backup.make(house.database.path, place, house.clock())
    header, image = backup.open_with_card(made.path, card_key.read(house.config.directory))
    return Found(made.path, header, image, ())


@contextmanager
def brought_back(house: House, found: Found) -> Iterator[House]:
    house.close()
    line = Line("li", Action.RESTORED, repair.BY_HAND)
    aside = moving.BEFORE_RESTORE
    path = house.config.directory / FILE_NAME
    restore.from_backup(path, found, lambda _: house.clock(), line, aside=aside)
    again = open_house(house.config, house.clock)
    yield again
    again.close()


def kept_of(db: sqlite_utils.Database, child: Child) -> dict[Group, int]:
    return {
        group: db.execute(
            f"SELECT count(*) FROM {HOLDINGS[group].table} WHERE child = ?", [child.id]
        ).fetchone()[0]
        for purpose in Purpose
        for group in UNDER[purpose]
    }


@pytest.mark.parametrize("known_by", ["records", "list"])
@pytest.mark.parametrize("purpose", Purpose)
def test_what_was_taken_back_since_is_kept_no_more(
    unlocked: House, panda: Child, sparrow: Child, tmp_path: Path, purpose: Purpose, known_by: str
) -> None:
    fill(unlocked, panda, sparrow)
    found = back_up(unlocked, tmp_path / "backups")
    answer(unlocked, panda, purpose, given=False)
    if known_by == "list":
        unlocked.close()
        unlocked.database.path.write_bytes(b"\xa5" * 8192)
    with brought_back(unlocked, found) as house, house.database.reading() as db:
        assert children.get(db, panda.id).keeps == set(Purpose) - {purpose}
        assert children.get(db, sparrow.id).keeps == set(Purpose)
        left = kept_of(db, panda)
        assert {group for group, rows in left.items() if not rows} == {*UNDER[purpose]}
        assert all(kept_of(db, sparrow).values())
        query = "SELECT who FROM audit WHERE action = ? AND subject = ? AND seq > ?"
        facts = [Action.WITHDREW_CONSENT, panda.id, restore.LEAP]
        assert db.execute(query, facts).fetchall() == [("li",)]
        assert audit.first_broken(db) is None
        last = consents.history(db, house.vault, panda.id)[0]
        assert (last.purpose, last.withdrawn, last.paper) == (purpose, True, None)


def test_activities_name_a_child_until_they_can_be_read_and_then_no_more(
    unlocked: House, panda: Child, sparrow: Child, tmp_path: Path
) -> None:
    fill(unlocked, panda, sparrow)
    found = back_up(unlocked, tmp_path / "backups")
    answer(unlocked, panda, Purpose.VISITS, given=False)
    with brought_back(unlocked, found) as house:
        finish_erasing(house)
        unlock(house)
        finish_erasing(house)
        with house.database.reading() as db:
            ((record,),) = db.execute("SELECT record FROM activities").fetchall()
            assert db.execute("SELECT child FROM still_named").fetchall() == []
            history = consents.history(db, house.vault, panda.id)
        told = house.vault.open_record(record)
        assert (told["children"].hex(), told["others"]) == (sparrow.id, 2)
        assert (history[0].withdrawn, history[0].paper) == (True, None)
        assert history[1].paper is not None


def test_a_yes_that_came_after_it_is_lost_with_the_records_and_the_safe_side_is_not_to_keep(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    fill(unlocked, panda)
    found = back_up(unlocked, tmp_path / "backups")
    answer(unlocked, panda, Purpose.MOODS, given=False)
    answer(unlocked, panda, Purpose.MOODS, given=True)
    with brought_back(unlocked, found) as house, house.database.reading() as db:
        assert children.get(db, panda.id).keeps == {Purpose.VISITS, Purpose.PLAYS}


def test_what_was_taken_back_and_given_again_before_the_backup_is_kept(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    answer(unlocked, panda, Purpose.MOODS, given=False)
    answer(unlocked, panda, Purpose.MOODS, given=True)
    fill(unlocked, panda)
    found = back_up(unlocked, tmp_path / "backups")
    with brought_back(unlocked, found) as house, house.database.reading() as db:
        assert children.get(db, panda.id).keeps == set(Purpose)
        assert all(kept_of(db, panda).values())


def test_a_restored_house_keeps_what_a_guardian_allows_from_then_on(
    unlocked: House, panda: Child, tmp_path: Path
) -> None:
    found = back_up(unlocked, tmp_path / "backups")
    answer(unlocked, panda, Purpose.MOODS, given=False)
    with brought_back(unlocked, found) as house:
        unlock(house)
        answer(house, panda, Purpose.MOODS, given=True)
        again = back_up(house, tmp_path / "backups")
        with brought_back(house, again) as third, third.database.reading() as db:
            assert children.get(db, panda.id).keeps == set(Purpose)
