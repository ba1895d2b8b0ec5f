import re
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from sync.hq.store import partitions
from sync.hq.told import place, rollups, series, sql
from sync.hq.told.period import Period
from tests.sync.hq.cast import MONTH, TODAY, Office


def test_a_house_began_on_the_first_day_that_it_or_its_month_told(office: Office) -> None:
    silent, by_day, by_month = (office.enrolled_house() for _ in range(3))
    office.send(by_day.day(1), by_day.day(2, date(2026, 9, 17)), by_day.month(3))
    office.send(by_month.month(1, headcounts=(None,) * 6 + (3,) * 25), by_month.day(2))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        found = [
            series.began(connection, place.find(connection, house.house))
            for house in (silent, by_day, by_month)
        ]
        assert found == [None, date(2026, 9, 17), MONTH + timedelta(days=6)]
        assert series.began(connection, place.find(connection, "yuexi")) == date(2026, 9, 17)


def test_the_days_of_a_month_are_looked_for_in_that_month_alone(office: Office) -> None:
    database = office.hq.database
    for table in ("days", "headcounts") if database.is_apart else ():
        partitions.cover(database, table, date(2026, 1, 1), TODAY)
    house = office.enrolled_house()
    asked = sql.asked(Period.month(MONTH), [house.house])
    explain = "EXPLAIN" if database.is_apart else "EXPLAIN QUERY PLAN"
    with database.reading() as connection:
        dialect = postgresql.dialect() if database.is_apart else connection.dialect
        statement = sql.OF_HOUSES.select().params(asked)
        said = statement.compile(
            dialect=dialect, compile_kwargs={"literal_binds": True, "render_postcompile": True}
        )
        plan = "\n".join(str(row) for row in connection.execute(text(f"{explain} {said}")))
    assert {*re.findall(r"(?:days|headcounts)_\d{4}_\d\d(?!_)", plan)} <= {
        "days_2026_10",
        "headcounts_2026_10",
    }
    assert "headcounts" in plan
