"""What a report is of, and what it is compared with, on each day of its period."""

from datetime import UTC, date, datetime

import pytest

from sync.hq.errors import Refused
from sync.hq.report.gathering import check, gather
from sync.hq.told import rollups
from sync.hq.told.period import Period
from sync.hq.told.place import PROGRAM
from tests.sync.hq.cast import Office

NOVEMBER = Period.parse("2026-11")


@pytest.mark.parametrize(
    ("now", "shown", "before", "is_over"),
    [
        (datetime(2026, 11, 1, tzinfo=UTC), "2026-11-01..2026-11-01", "2026-10-01..2026-10-01", 0),
        (datetime(2026, 11, 24, tzinfo=UTC), "2026-11-01..2026-11-24", "2026-10-01..2026-10-24", 0),
        (datetime(2026, 11, 30, tzinfo=UTC), "2026-11", "2026-10", 0),
        # In the villages it is December.
        (datetime(2026, 11, 30, 16, tzinfo=UTC), "2026-11", "2026-10", 1),
    ],
)
def test_a_period_that_goes_on_is_compared_with_as_many_days_of_the_one_before(
    office: Office, now: datetime, shown: str, before: str, is_over: int
) -> None:
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        report = gather(connection, PROGRAM, NOVEMBER, now)
    assert (str(report.shown), str(report.before)) == (shown, before)
    assert report.is_over is bool(is_over)


def test_a_report_is_of_a_period_from_its_first_day_on() -> None:
    check(PROGRAM, NOVEMBER, date(2026, 11, 1))
    with pytest.raises(Refused):
        check(PROGRAM, NOVEMBER, date(2026, 10, 31))


def test_what_is_not_there_is_no_part_of_a_report(office: Office) -> None:
    house = office.enrolled_house("yudu")
    office.send(house.day(1))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        report = gather(connection, PROGRAM, NOVEMBER, office.hq.clock())
    assert [part.code for part, _ in report.parts] == ["jiangxi"]
