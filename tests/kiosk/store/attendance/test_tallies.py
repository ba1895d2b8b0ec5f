from kiosk.domain.tallies import Counted
from kiosk.house import House
from kiosk.store.attendance import tallies

VISIT = Counted({("2026-11", "home_visits"): 1})


def test_totals_grow_and_shrink_with_the_records(house: House) -> None:
    with house.database.transaction() as db:
        tallies.shift(db, Counted(), VISIT)
        tallies.shift(db, Counted(), VISIT)
        assert tallies.of_month(db, "2026-11") == {"home_visits": 2}
        tallies.shift(db, VISIT, Counted())
        assert tallies.of_month(db, "2026-11") == {"home_visits": 1}
        tallies.shift(db, VISIT, Counted())
        assert tallies.of_month(db, "2026-11") == {}


def test_what_moves_to_another_month_is_counted_there(house: House) -> None:
    with house.database.transaction() as db:
        tallies.shift(db, Counted(), VISIT)
        tallies.shift(db, VISIT, Counted({("2026-10", "home_visits"): 1}))
        assert tallies.of_month(db, "2026-11") == {}
        assert tallies.of_month(db, "2026-10") == {"home_visits": 1}


def test_totals_can_be_told_while_the_vault_is_locked(house: House) -> None:
    with house.database.transaction() as db:
        tallies.shift(db, Counted(), VISIT)
    assert not house.vault.is_open
    with house.database.reading() as db:
        assert tallies.of_month(db, "2026-11") == {"home_visits": 1}
