import pytest

from kiosk.errors import WeakPassphrase, WrongPassphrase
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store import keyslots
from tests.cast import PASSPHRASE


def test_the_passphrase_opens_the_house_for_its_counselor(house: House) -> None:
    with house.database.reading() as db:
        opened = keyslots.open_with_passphrase(db, PASSPHRASE)
        assert house_store.keeper(db, opened.counselor).name == "李老师"


def test_the_foundations_recovery_key_gives_the_same_key(house: House, recovery) -> None:
    with house.database.reading() as db:
        recovered = keyslots.open_with_recovery(db, recovery[0])
        assert recovered == keyslots.open_with_passphrase(db, PASSPHRASE).private_key


def test_a_wrong_passphrase_is_refused(house: House) -> None:
    with house.database.reading() as db, pytest.raises(WrongPassphrase):
        keyslots.open_with_passphrase(db, "four donkeys paint violas")


@pytest.mark.parametrize(
    "weak", ["", "12345678", "password", "大坪村爱佑之家1", "李老师13800001111"]
)
def test_a_guessable_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassphrase):
        keyslots.check_strength(weak, ["大坪村爱佑之家", "李老师", "13800001111"])


def test_a_passphrase_is_tried_without_holding_the_records(house: House) -> None:
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
        opened = keyslots.open_with_passphrase(db, PASSPHRASE)
    assert keyslots.try_passphrase(slots, PASSPHRASE) == opened
    with pytest.raises(WrongPassphrase):
        keyslots.try_passphrase([], PASSPHRASE)
