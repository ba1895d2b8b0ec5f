import pytest

from kiosk.domain.children import Child
from kiosk.errors import Unreadable
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import recovery as store
from sync.keys import generate_sealing_key
from tests.cast import open_slot


def test_the_foundations_recovery_key_gives_the_same_key(house: House, recovery) -> None:
    with house.database.reading() as db:
        public = house_store.get(db).public_key
        recovered = store.open_slot(store.slots(db), recovery[0], public)
        assert recovered == open_slot(db).private_key


def test_another_key_opens_nothing(house: House) -> None:
    with house.database.reading() as db, pytest.raises(Unreadable):
        store.open_slot(store.slots(db), generate_sealing_key()[0], house_store.get(db).public_key)


def test_a_slot_that_holds_another_houses_key_is_not_believed(house: House, recovery) -> None:
    with house.database.transaction() as db:
        db.table("key_slots").delete_where("kind = 'recovery'")
        store.add(db, generate_sealing_key()[0], recovery[1])
        with pytest.raises(Unreadable):
            store.open_slot(store.slots(db), recovery[0], house_store.get(db).public_key)


def test_a_recovery_slot_knows_for_whom_it_is(house: House, recovery) -> None:
    with house.database.transaction() as db:
        assert store.is_for(db, recovery[1])
        stranger = generate_sealing_key()[1]
        assert not store.is_for(db, stranger)
        store.add(db, bytes(32), stranger)
        assert store.is_for(db, stranger)


def test_there_is_a_record_to_try_a_key_on_once_a_child_has_come(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.reading() as db:
        sealed = store.any_sealed(db)
    assert sealed
    assert unlocked.vault.open_record(sealed)["category"]
