from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo import neighbour_months
from kiosk.demo.neighbours import NEIGHBOURS, report_neighbour
from sync.hq import setup
from sync.hq.config import HqConfig
from sync.hq.standards.scorecards import scorecard
from sync.hq.told import figures, place, rollups
from sync.hq.told.period import Period
from sync.month_summary import MonthSummary
from sync.summary import DaySummary

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@given(st.dates(date(2024, 1, 1), date(2036, 1, 1)), st.integers(10, 60))
def test_a_month_of_a_neighbour_can_travel_and_is_always_alike(day: date, children: int) -> None:
    month = day.replace(day=1)
    days = {day: DaySummary(day, 200, children // 2, 1, "trusted", {})}
    one, again = (neighbour_months.told("新民村", children, month, days) for _ in range(2))
    assert one == again
    assert MonthSummary.from_payload(one.payload()) == one
    assert one.children <= children


def test_all_pages_of_the_demos_headquarters_have_something_to_show(tmp_path: Path) -> None:
    hq = HqConfig(data=tmp_path / "hq")
    setup.initialise(hq, "admin", "harvest mountain paper boat", NOW)
    for neighbour in NEIGHBOURS:
        report_neighbour(neighbour, hq, NOW.date())
    database = setup.open_initialised(hq)
    rollups.refresh(database)
    with database.reading() as connection:
        month = Period.parse("2026-10")
        told = figures.read(connection, place.PROGRAM, month)
        before = figures.read(connection, place.PROGRAM, month.before())
        scores = {one.key: one for one in scorecard(connection, place.PROGRAM, month, NOW)}
    database.close()
    assert told.months_told == before.months_told == told.houses == len(NEIGHBOURS)
    assert told.child_days > 0 and told.home_visits > 0 and told.services
    assert told.moods and told.feedback
    for key in ("open", "seen", "heard", "closed"):
        assert scores[key].of > 0, key
