import pytest

from kiosk.errors import UnknownRecord
from kiosk.house import House
from kiosk.store import devices
from kiosk.store.devices import Device
from tests.cast import Hands


def li(house: House) -> str:
    with house.database.reading() as db:
        (found,) = db.execute("SELECT id FROM counselors").fetchone()
    return str(found)


def pair(house: House, name: str) -> tuple[str, Device]:
    with house.database.transaction() as db:
        token = devices.pair(db, name, li(house), house.clock())
        found = devices.showing(db, token)
    assert found
    return token, found


def test_a_device_is_known_by_what_it_shows_which_is_kept_nowhere(house: House) -> None:
    token, phone = pair(house, "手机")
    assert (phone.name, phone.counselor, phone.used) == ("手机", li(house), phone.paired)
    assert len(token) >= 43
    with house.database.reading() as db:
        (row,) = db.query("SELECT * FROM devices")
        assert token not in str(row) and token.encode() != row["token"]
        for wrong in ("", token[:-1], token.lower(), f"{token}x", row["token"].hex(), phone.id):
            assert devices.showing(db, wrong) is None, wrong


def test_the_one_that_was_used_last_stands_first_and_equals_by_name(
    house: House, hands: Hands
) -> None:
    pair(house, "c")
    hands.forward(minutes=1)
    moment = house.clock()
    with house.database.transaction() as db:
        for name in ("b", "a"):
            devices.pair(db, name, li(house), moment)
        assert [one.name for one in devices.paired(db)] == ["a", "b", "c"]
        first = devices.paired(db)[-1]
        devices.note_use(db, first.id, house.clock())
        again, *_ = devices.paired(db)
    assert (again.name, again.paired) == ("c", first.paired)
    assert again.used > moment.at


def test_a_device_that_is_taken_away_is_let_in_no_more_and_its_name_stays(house: House) -> None:
    token, phone = pair(house, "手机")
    other, laptop = pair(house, "电脑")
    with house.database.transaction() as db:
        devices.take_away(db, phone.id, house.clock(), "wang")
        assert devices.showing(db, token) is None
        assert devices.showing(db, other) == laptop
        assert devices.paired(db) == [laptop]
        assert devices.names(db) == {phone.id: "手机", laptop.id: "电脑"}
        with pytest.raises(UnknownRecord):
            devices.take_away(db, phone.id, house.clock(), "wang")
        noted = [
            (row["who"], row["action"], row["subject"])
            for row in db.query("SELECT * FROM audit ORDER BY seq")
            if "device" in row["action"]
        ]
    assert noted == [
        (li(house), "paired device", phone.id),
        (li(house), "paired device", laptop.id),
        ("wang", "took device away", phone.id),
    ]
