from kiosk.domain.moment import from_ms
from kiosk.house import House
from kiosk.store.stamps import last_ms, opened_at, sealed_stamp, stamp
from tests.cast import Hands


def test_numbers_go_up_and_time_never_back(house: House, hands: Hands) -> None:
    with house.database.transaction() as db:
        first = stamp(db, hands())
        hands.forward(hours=-3)
        second = stamp(db, hands())
    assert second["seq"] == first["seq"] + 1
    assert second["at"] == first["at"]


def test_the_latest_moment_is_remembered(house: House, hands: Hands) -> None:
    with house.database.transaction() as db:
        stamped = stamp(db, hands())
        assert last_ms(db) == stamped["at"]


def test_a_sealed_time_follows_what_becomes_known_of_its_boot(house: House, hands: Hands) -> None:
    moment = hands()
    boot = {"boot": moment.boot, "seq": 0, "clock": "estimated", "source": "wall"}
    with house.database.transaction() as db:
        db.table("boots").insert({**boot, "base": moment.ms - 5000})
        record = sealed_stamp(db, moment)
        assert record["ticks"] == 5000
        assert opened_at(db, record) == from_ms(moment.ms)
        db.execute("UPDATE boots SET base = base + 86400000")
        assert opened_at(db, record) == from_ms(moment.ms + 86_400_000)


def test_a_record_of_the_first_release_tells_its_time_itself(house: House) -> None:
    with house.database.reading() as db:
        assert opened_at(db, {"at": 1_800_000_000_000}) == from_ms(1_800_000_000_000)
