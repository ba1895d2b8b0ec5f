from datetime import date

from sync.hq.see import course
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from tests.sync.hq.cast import MONTH, Office


def test_short_periods_go_by_days_and_long_ones_by_months(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.month(1, present=3), house.day(2, date(2026, 9, 30), present=8))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        for of in (place.a_county("yuexi"), place.find(connection, house.house)):
            went = course.read(connection, of, Period.month(MONTH))
            assert (went.unit, len(went.dates), went.sums[MONTH]["child_days"]) == ("day", 31, 3)
            went = course.read(connection, of, Period.quarter(MONTH).before())
            assert (went.unit, went.dates) == (
                "month",
                (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)),
            )
            assert [bar.value for bar in went.chart.bars] == [None, None, 8]
