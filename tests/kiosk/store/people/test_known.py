"""No name and no phone that the house knows goes out, also of a child that has left."""

from dataclasses import replace

from kiosk.domain.children import Child
from kiosk.domain.households import Person
from kiosk.house import House
from kiosk.store.people import children
from kiosk.store.people.known import known
from tests.cast import GUARDIAN, LEGAL_NAME, PHONE, leave_the_program
from tests.kiosk.counselor.panel import damage_file


def test_every_name_and_phone_of_children_and_their_households_is_known(
    unlocked: House, panda: Child, owl: Child
) -> None:
    leave_the_program(unlocked, owl)
    with unlocked.database.transaction() as db:
        file = children.file_of(db, unlocked.vault, owl.id)
        aunt = Person("阿依", "aunt", "13511112222")
        people = (*file.household.people, aunt)
        changed = replace(file, legal_name="沈星", household=replace(file.household, people=people))
        left = replace(owl, active=False)
        children.change(db, unlocked.vault, left, changed, unlocked.clock())
        found = known(db, unlocked.vault)
    assert found.names == {panda.nickname, owl.nickname, LEGAL_NAME, "沈星", GUARDIAN, aunt.name}
    assert found.phones == {PHONE, aunt.phone}


def test_a_damaged_file_hides_its_own_names_alone(
    unlocked: House, panda: Child, owl: Child
) -> None:
    damage_file(unlocked, panda)
    with unlocked.database.reading() as db:
        found = known(db, unlocked.vault)
    assert {panda.nickname, owl.nickname, LEGAL_NAME, GUARDIAN} <= found.names
    assert found.phones == {PHONE}
