from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from sync import keys
from sync.hq.register import houses, retiring
from sync.hq.store.schema import retirements
from sync.hq.told import there
from sync.hq.told.period import Period
from sync.hq.told.place import PROGRAM, a_county, a_house, a_province
from tests.sync.hq.cast import Clock, Office

PERIODS = [
    Period.parse(text) for text in ("2026-08", "2026-09", "2026-10", "2026-10-31..2026-10-31")
]


def test_a_house_is_there_from_when_it_first_connected_until_it_retired(
    office: Office, clock: Clock
) -> None:
    clock.now = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)
    old = office.enrolled_house("yudu")
    clock.now = datetime(2026, 9, 30, 16, tzinfo=UTC)
    gone = office.enrolled_house("yudu")
    office.new_house("yudu")
    clock.now = datetime(2026, 11, 24, tzinfo=UTC)
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, gone.house, date(2026, 10, 30), "moved", clock().date())
        code = houses.give_code(connection, old.house, clock())
    again = replace(old, code=code, keys=keys.generate_signing_key(), epoch=b"epoch--2")
    assert office.post("/v1/enrol", again.request()).status_code == 200
    with office.hq.database.reading() as connection:
        for place in (PROGRAM, a_province("jiangxi"), a_county("yudu")):
            assert there.count(connection, place, PERIODS) == [0, 1, 2, 1]
        assert there.count(connection, a_county("litang"), PERIODS) == [0, 0, 0, 0]
        one = a_house(houses.find(connection, old.house))
        assert there.count(connection, one, PERIODS) == [0, 1, 1, 1]
        assert there.silent(connection, a_county("yudu"), PERIODS[2]) == {old.house, gone.house}
        assert there.silent(connection, a_county("yudu"), PERIODS[3]) == {old.house}


def test_a_house_that_was_brought_back_was_not_there_in_between(
    office: Office, clock: Clock
) -> None:
    clock.now = datetime(2026, 7, 1, tzinfo=UTC)
    house = office.enrolled_house("yudu")
    spans = [*PERIODS, Period.parse("2026-Q3"), Period.parse("2026-11")]

    def told() -> list[int]:
        with office.hq.database.reading() as connection:
            return there.count(connection, PROGRAM, spans)

    with office.hq.database.transaction() as connection:
        retiring.retire(connection, house.house, date(2026, 8, 31), "flood", date(2026, 9, 1))
    away = told()
    assert away == [1, 0, 0, 0, 1, 0]
    with office.hq.database.transaction() as connection:
        retiring.bring_back(connection, house.house, date(2026, 11, 1))
    assert told() == [*away[:-1], 1]
    # Who is brought back twice, or was never retired, has nothing to be remembered.
    with office.hq.database.transaction() as connection:
        retiring.bring_back(connection, house.house, date(2026, 12, 1))
    assert told() == [*away[:-1], 1]
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, house.house, date(2026, 11, 2), "flood", date(2026, 11, 2))
        retiring.bring_back(connection, house.house, date(2026, 11, 24))
        assert there.count(connection, PROGRAM, [Period.parse("2026-11-03..2026-11-23")]) == [0]
        assert there.count(connection, PROGRAM, [Period.parse("2026-11-03..2026-11-24")]) == [1]
        assert there.count(connection, PROGRAM, [Period.parse("2026-11-02..2026-11-23")]) == [1]
        # A single day without it counts, and none in between is nothing to remember.
        retiring.retire(connection, house.house, date(2026, 11, 25), "flood", date(2026, 11, 25))
        retiring.bring_back(connection, house.house, date(2026, 11, 27))
        retiring.retire(connection, house.house, date(2026, 11, 28), "flood", date(2026, 11, 28))
        retiring.bring_back(connection, house.house, date(2026, 11, 29))
        assert there.count(connection, PROGRAM, [Period.parse("2026-11-26..2026-11-26")]) == [0]
        over = select(retirements.c.last_day).order_by(retirements.c.number)
        days = [date(2026, 8, 31), date(2026, 11, 2), date(2026, 11, 25)]
        assert connection.scalars(over).all() == days
