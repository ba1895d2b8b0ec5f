from pathlib import Path

import pytest

from kiosk.errors import LastKey, UnknownCounselor
from kiosk.house import House
from kiosk.store.keys import counselors, keyslots
from kiosk.store.keys.carried import CarriedKey
from tests.cast import LOW_COST, open_slot
from tests.kiosk.counselor.panel import audited

SECOND = "seven lamps under snow ferry"


def join(house: House, carried: CarriedKey | None = None) -> str:
    """Let counselor Wang join counselor Li."""
    with house.database.transaction() as db:
        opened = open_slot(db)
        slot = keyslots.wrap(opened.private_key, SECOND, LOW_COST, carried)
        return counselors.join(db, "王老师", "139", slot, house.clock(), opened.counselor)


def test_a_counselor_joins_and_is_listed(house: House) -> None:
    wang = join(house, CarriedKey(b"stick 01", b"s" * 32))
    with house.database.reading() as db:
        li, other = counselors.everyone(db)
    assert (li.name, li.opens, li.carries, li.until) == ("李老师", True, False, None)
    assert (other.id, other.name, other.phone) == (wang, "王老师", "139")
    assert (other.opens, other.carries) == (True, True)
    assert audited(house)[-1] == ("added counselor", wang)


def test_whose_time_ended_opens_nothing_and_keeps_her_name(house: House) -> None:
    wang = join(house)
    with house.database.transaction() as db:
        li = counselors.everyone(db)[0]
        counselors.leave(db, li.id, house.clock(), wang)
        present, former = counselors.everyone(db)
    assert (present.name, former.name, former.opens) == ("王老师", "李老师", False)
    assert former.until
    assert former.until >= former.since
    assert audited(house)[-1] == ("ended counselor's time", li.id)
    with house.database.transaction() as db, pytest.raises(LastKey):
        counselors.leave(db, wang, house.clock(), wang)


def test_ending_twice_changes_nothing_and_a_stranger_is_refused(house: House) -> None:
    wang = join(house)
    with house.database.transaction() as db:
        counselors.leave(db, wang, house.clock(), "li")
        before = counselors.get(db, wang)
        counselors.leave(db, wang, house.clock(), "li")
        assert counselors.get(db, wang) == before
        with pytest.raises(UnknownCounselor):
            counselors.leave(db, "nobody", house.clock(), "li")


def test_a_slot_that_was_removed_is_in_no_file(house: House) -> None:
    wang = join(house)
    with house.database.reading() as db:
        (slot,) = keyslots.passphrase_slots(db, wang)
    files = list(Path(house.config.data).glob("house.db*"))
    assert any(slot["wrapped"][8:40] in file.read_bytes() for file in files)
    with house.database.transaction() as db:
        counselors.leave(db, wang, house.clock(), "li")
    house.database.scrub()
    for file in Path(house.config.data).glob("house.db*"):
        assert slot["wrapped"][8:40] not in file.read_bytes(), file
        assert slot["salt"] not in file.read_bytes(), file
