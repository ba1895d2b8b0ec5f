from kiosk.house import House
from kiosk.store.keys import patience


def test_each_wrong_passphrase_makes_the_next_wait_longer_until_a_right_one(house: House) -> None:
    waits = []
    with house.database.transaction() as db:
        for _ in range(3):
            patience.note_wrong(db)
            waits.append(patience.wait_after(patience.wrong(db)))
        patience.reset(db)
        assert patience.wrong(db) == 0
    assert waits == [2.0, 4.0, 8.0]
    assert patience.wait_after(0) == 0.0
    assert patience.wait_after(10_000) == patience.LONGEST
