import pytest

from kiosk.domain.children import Child
from kiosk.errors import LastKey, WeakPassphrase, WrongPassphrase
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import keyslots
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.keys.vault import Keeper
from kiosk.store.people import children
from tests.cast import LOW_COST, PASSPHRASE, open_slot

SECOND = "seven lamps under snow ferry"


def test_the_passphrase_opens_the_house_for_its_counselor(house: House) -> None:
    with house.database.reading() as db:
        opened = open_slot(db)
        assert house_store.keeper(db, opened.counselor).name == "李老师"


def test_a_wrong_passphrase_is_refused(house: House) -> None:
    with house.database.reading() as db, pytest.raises(WrongPassphrase):
        open_slot(db, "four donkeys paint violas")


@pytest.mark.parametrize(
    "weak", ["", "12345678", "password", "大坪村爱佑之家1", "李老师13800001111"]
)
def test_a_guessable_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassphrase):
        keyslots.check_strength(weak, ["大坪村爱佑之家", "李老师", "13800001111"])


def test_a_passphrase_is_tried_without_holding_the_records(house: House) -> None:
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
    opened = keyslots.try_passphrase(slots, PASSPHRASE)
    assert [(opened.slot, opened.counselor)] == [(row["id"], row["counselor"]) for row in slots]
    with pytest.raises(WrongPassphrase):
        keyslots.try_passphrase([], PASSPHRASE)


@pytest.fixture
def key(house: House) -> bytes:
    with house.database.reading() as db:
        return open_slot(db).private_key


STICK = CarriedKey(b"stick 01", b"s" * 32)


def test_a_slot_with_a_carried_key_needs_both(house: House, key: bytes) -> None:
    slot = {**keyslots.wrap(key, SECOND, LOW_COST, STICK), "id": 9, "counselor": "wang"}
    assert keyslots.try_passphrase([slot], SECOND, {STICK.id: STICK}).private_key == key
    other = CarriedKey(STICK.id, b"t" * 32)
    for passphrase, sticks in (
        (SECOND, {}),
        (SECOND, None),
        (PASSPHRASE, {STICK.id: STICK}),
        (SECOND, {STICK.id: other}),
        (SECOND, {b"another1": STICK}),
    ):
        with pytest.raises(WrongPassphrase):
            keyslots.try_passphrase([slot], passphrase, sticks)


def test_a_slot_whose_carried_key_is_not_there_is_passed_over_untried(key: bytes) -> None:
    """Each try costs a second; this slot cannot even be tried, so that a try is noticed."""
    slots = [
        {**keyslots.wrap(key, SECOND, LOW_COST, STICK), "id": 8, "counselor": "li", "salt": b""},
        {**keyslots.wrap(key, SECOND, LOW_COST), "id": 9, "counselor": "wang"},
    ]
    for sticks in ({}, None, {b"another1": STICK}):
        assert keyslots.try_passphrase(slots, SECOND, sticks).slot == 9


def test_a_slot_that_was_taken_away_since_it_was_tried_opens_nothing(
    house: House, key: bytes
) -> None:
    with house.database.transaction() as db:
        opened = open_slot(db)
        keyslots.check_is_there(db, opened)
        wang = house_store.add_counselor(db, "王老师", "", house.clock())
        keyslots.add(db, wang, keyslots.wrap(key, SECOND, LOW_COST))
        keyslots.remove(db, opened.counselor)
        with pytest.raises(WrongPassphrase):
            keyslots.check_is_there(db, opened)
        keyslots.check_is_there(db, open_slot(db, SECOND))


def test_a_slot_is_rewrapped_and_no_record_changes(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        before = children.file_of(db, unlocked.vault, panda.id)
        sealed = db.execute("SELECT file FROM children").fetchall()
        opened = open_slot(db)
        keyslots.replace(db, opened.slot, keyslots.wrap(opened.private_key, SECOND, LOW_COST))
        assert db.execute("SELECT file FROM children").fetchall() == sealed
        with pytest.raises(WrongPassphrase):
            open_slot(db)
        again = open_slot(db, SECOND)
    assert (again.private_key, again.counselor) == (opened.private_key, opened.counselor)
    unlocked.vault.lock()
    unlocked.vault.unlock(again.private_key, Keeper("1", "李老师"))
    with unlocked.database.reading() as db:
        assert children.file_of(db, unlocked.vault, panda.id) == before


def test_the_last_slot_is_never_removed(house: House, key: bytes) -> None:
    with house.database.transaction() as db:
        (li,) = keyslots.passphrase_slots(db)
        with pytest.raises(LastKey):
            keyslots.remove(db, li["counselor"])
        wang = house_store.add_counselor(db, "王老师", "", house.clock())
        keyslots.add(db, wang, keyslots.wrap(key, SECOND, LOW_COST))
        keyslots.remove(db, li["counselor"])
        with pytest.raises(LastKey):
            keyslots.remove(db, wang)
        assert open_slot(db, SECOND).counselor == wang
