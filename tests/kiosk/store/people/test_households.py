from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.categories import MIGRANT
from kiosk.domain.children import Child, ChildFile
from kiosk.domain.households import MOST_PEOPLE, Household, Person, of_guardian
from kiosk.errors import UnknownRecord
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store.keys.vault import LONG
from kiosk.store.people import children, households
from tests.cast import GUARDIAN, LEGAL_NAME, PHONE, add_child

UNCLE = Person("欧阳大山", "大伯", "13611112222", may_fetch=True)


def home_of(house: House, child: Child) -> Household:
    with house.database.reading() as db:
        return children.file_of(db, house.vault, child.id).household


def count(house: House) -> int:
    with house.database.reading() as db:
        return int(db.table("households").count)


def seal_as_before(house: House, child: Child) -> None:
    """Write a child's file as the first version did: short, with one guardian, no household."""
    record = {
        "legal_name": LEGAL_NAME,
        "birth": "2020-03-14",
        "category": "migrant",
        "guardian": GUARDIAN,
        "phone": PHONE,
    }
    with house.database.transaction() as db:
        db.table("children").update(child.id, {"file": house.vault.seal(record)})
        db.execute("DELETE FROM households")


def test_a_new_childs_guardian_is_a_household_of_one(unlocked: House, panda: Child) -> None:
    home = home_of(unlocked, panda)
    assert home.people == (Person(GUARDIAN, "", PHONE, is_guardian=True, may_fetch=True),)
    assert home.id
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, panda.id)
    assert (file.guardian, file.phone) == (GUARDIAN, PHONE)


def test_a_file_of_the_first_version_reads_as_a_household_of_one_guardian(
    unlocked: House, panda: Child
) -> None:
    seal_as_before(unlocked, panda)
    with unlocked.database.reading() as db:
        file = children.file_of(db, unlocked.vault, panda.id)
    assert file == ChildFile(LEGAL_NAME, date(2020, 3, 14), MIGRANT, of_guardian(GUARDIAN, PHONE))
    assert not file.household.id


def test_the_next_change_writes_an_old_file_the_new_way(unlocked: House, panda: Child) -> None:
    seal_as_before(unlocked, panda)
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, panda.id)
        children.change(db, unlocked.vault, panda, file, unlocked.clock())
        sealed, length = db.execute("SELECT file, length(file) FROM children").fetchone()
    assert unlocked.vault.open_record(sealed).keys() == {
        "legal_name", "birth", "category", "household"
    }  # fmt: skip
    assert length == LONG + 48
    assert home_of(unlocked, panda).people == of_guardian(GUARDIAN, PHONE).people
    assert count(unlocked) == 1


def test_brothers_and_sisters_share_one_household(
    unlocked: House, panda: Child, owl: Child
) -> None:
    with unlocked.database.transaction() as db:
        children.move_in_with(db, unlocked.vault, owl.id, panda.id, unlocked.clock())
        home = children.file_of(db, unlocked.vault, owl.id).household
        wider = replace(home, people=(*home.people, UNCLE))
        children.move(db, unlocked.vault, owl.id, wider, unlocked.clock())
        shared = children.living_together(db, unlocked.vault)
    assert home_of(unlocked, panda) == home_of(unlocked, owl)
    assert UNCLE in home_of(unlocked, panda).people
    assert set(shared) == {panda.id, owl.id} and len(set(shared.values())) == 1
    assert count(unlocked) == 1  # nobody lives in the owl's own any more


def test_an_old_file_can_be_moved_in_with(unlocked: House, panda: Child, owl: Child) -> None:
    seal_as_before(unlocked, panda)
    with unlocked.database.transaction() as db:
        children.move_in_with(db, unlocked.vault, owl.id, panda.id, unlocked.clock())
    assert home_of(unlocked, owl) == home_of(unlocked, panda)
    assert home_of(unlocked, owl).id


def test_an_old_file_stops_nobody_from_being_erased(
    unlocked: House, panda: Child, owl: Child
) -> None:
    seal_as_before(unlocked, owl)
    erase_child(unlocked, panda.id)
    assert home_of(unlocked, owl) == of_guardian(GUARDIAN, PHONE)


def test_who_moves_out_takes_a_copy_along(unlocked: House, panda: Child, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        children.move_in_with(db, unlocked.vault, owl.id, panda.id, unlocked.clock())
        home = children.file_of(db, unlocked.vault, owl.id).household
        children.move(db, unlocked.vault, owl.id, replace(home, id=""), unlocked.clock())
    assert home_of(unlocked, owl).people == home_of(unlocked, panda).people
    assert home_of(unlocked, owl).id != home_of(unlocked, panda).id


def test_a_household_is_not_let_go_of_while_a_file_cannot_be_read(
    unlocked: House, panda: Child, owl: Child
) -> None:
    third = add_child(unlocked, "小鹿", keeps=set(), birth=date(2018, 5, 20))
    with unlocked.database.transaction() as db:
        db.execute("UPDATE children SET file = zeroblob(length(file)) WHERE id = ?", [panda.id])
        children.move_in_with(db, unlocked.vault, owl.id, third.id, unlocked.clock())
    assert count(unlocked) == 3


def test_a_damaged_household_leaves_the_childs_file_readable(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE households SET file = zeroblob(length(file))")
        file = children.file_of(db, unlocked.vault, panda.id)
    assert (file.legal_name, file.guardian, file.household.people) == (LEGAL_NAME, "", ())
    assert file.household.unreadable


def test_a_household_that_is_missing_shows_as_unreadable_too(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        db.execute("DELETE FROM households")
    assert home_of(unlocked, panda).unreadable


def test_six_people_fit_and_look_like_none(unlocked: House, panda: Child, owl: Child) -> None:
    crowd = Household(
        people=tuple(
            Person("欧" * 40, "父" * 12, "1" * 20, may_fetch=True) for _ in range(MOST_PEOPLE)
        )
    )
    with unlocked.database.transaction() as db:
        kept = households.keep(db, unlocked.vault, crowd)
        households.keep(db, unlocked.vault, Household())
        assert households.get(db, unlocked.vault, kept).people == crowd.people
        lengths = db.execute("SELECT DISTINCT length(file) FROM households").fetchall()
    assert lengths == [(LONG + 48,)]


def test_an_unknown_household_is_told_apart(unlocked: House) -> None:
    with unlocked.database.reading() as db, pytest.raises(UnknownRecord):
        households.get(db, unlocked.vault, "nowhere")


def test_moving_is_audited_by_the_childs_id(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        children.move(db, unlocked.vault, panda.id, home_of(unlocked, panda), unlocked.clock())
        line = db.execute("SELECT action, subject FROM audit ORDER BY seq DESC").fetchone()
    assert line == ("changed household", panda.id)


def test_a_damaged_household_is_not_written_over_when_a_child_of_it_is_changed(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE households SET file = zeroblob(600)")
        before = db.execute("SELECT id, file FROM households").fetchall()
        file = children.file_of(db, unlocked.vault, panda.id)
        assert file.household.unreadable
        children.change(db, unlocked.vault, panda, file, unlocked.clock())
        assert db.execute("SELECT id, file FROM households").fetchall() == before
