from dataclasses import replace

import pytest

from kiosk.domain.audit import Action
from kiosk.errors import AlreadyFounded, WeakPassphrase
from kiosk.house import House
from kiosk.store.keys import founding
from kiosk.store.keys.founding import Founder
from tests.cast import FOUNDER, LOW_COST


def found(house: House, founder: Founder, recovery: bytes) -> None:
    with house.database.transaction() as db:
        founding.found(db, founder, recovery, LOW_COST, house.clock())


def test_a_house_is_founded_once(house: House, recovery: tuple[bytes, bytes]) -> None:
    with pytest.raises(AlreadyFounded):
        found(house, FOUNDER, recovery[1])
    with house.database.reading() as db:
        assert db.table("key_slots").count == 2


def test_who_founded_the_house_is_the_first_line_of_its_audit(
    bare_house: House, recovery: tuple[bytes, bytes]
) -> None:
    found(bare_house, FOUNDER, recovery[1])
    with bare_house.database.reading() as db:
        (first, *_), (li,) = (
            db.query("SELECT * FROM audit ORDER BY seq"),
            db.query("SELECT * FROM counselors"),
        )
    assert (first["action"], first["who"], first["subject"]) == (Action.FOUNDED, li["id"], "house")


def test_what_is_easy_to_guess_founds_no_house(
    bare_house: House, recovery: tuple[bytes, bytes]
) -> None:
    with pytest.raises(WeakPassphrase):
        found(bare_house, replace(FOUNDER, passphrase="li123456"), recovery[1])
    with bare_house.database.reading() as db:
        assert [db.table(name).count for name in ("house", "counselors", "key_slots")] == [0, 0, 0]
