from kiosk.domain.clock import Belief, Source
from kiosk.house import House
from kiosk.store.clock import beliefs

FIRST = Belief(1_000, Source.WALL)


def test_what_was_first_believed_of_a_boot_holds(house: House) -> None:
    with house.database.transaction() as db:
        assert beliefs.belief(db, "b2") is None
        assert beliefs.begin(db, "b2", FIRST) == FIRST
        assert beliefs.begin(db, "b2", Belief(2_000, Source.NETWORK)) == FIRST
        assert beliefs.begin(db, "b3", Belief(3_000, Source.CHIP)) == Belief(3_000, Source.CHIP)
        assert beliefs.belief(db, "b2") == FIRST


def test_a_boot_begins_after_the_last_number_on_record(house: House) -> None:
    with house.database.transaction() as db:
        (last,) = db.execute("SELECT last FROM sequence").fetchone()
        beliefs.begin(db, "b2", FIRST)
        row = db.execute("SELECT seq, clock FROM boots WHERE boot = 'b2'").fetchone()
    assert row == (last, "estimated")
