from datetime import date

from sync.hq.register import retiring
from sync.hq.told import by_month, figures, place, rollups
from sync.hq.told.period import Period
from tests.sync.hq.cast import MONTH, TODAY, Clock, Office


def test_each_month_is_as_it_is_by_itself(office: Office, clock: Clock) -> None:
    clock.forward(days=-70)
    house, other = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    clock.forward(days=70)
    late = office.enrolled_house("yuexi", "后来村爱佑之家")
    office.send(
        house.month(1, services={"cash": 2}, home_visits=3),
        house.month(2, date(2026, 9, 1), headcounts=(None, *[4] * 29)),
        house.day(3, date(2026, 8, 31), present=8),
        house.day(4, TODAY, present=9),
    )
    office.send(late.day(1, date(2026, 11, 2)), late.day(2, date(2026, 11, 30)))
    with office.hq.database.transaction() as connection:
        retiring.retire(connection, other.house, date(2026, 10, 3), "停办", TODAY)
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        for code in ("", "sichuan", "yuexi", "yudu", "taihu"):
            of = place.find(connection, code)
            found = by_month.read(connection, of, Period.year(MONTH), TODAY)
            assert len(found) == 11
            for month, told in found:
                period = Period.month(month).until(TODAY)
                assert told == figures.read(connection, of, period), (code, month)
        assert by_month.read(connection, place.PROGRAM, Period.parse("2027"), TODAY) == []
