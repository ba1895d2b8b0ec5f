"""Figures are what a slow and simple reckoning makes of the same days and months."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from sync.envelope import Seen
from sync.hq.month_dates import last_of
from sync.hq.register import houses, retiring
from sync.hq.store import partitions, schema
from sync.hq.told import days, figures, months, place, rollups
from sync.hq.told.figures import Figures
from sync.hq.told.period import Period
from sync.hq.told.place import PROGRAM, Kind, Place
from sync.hq.told.sums import LEAST_HOUSES
from sync.month_summary import Answers
from sync.summary import DaySummary
from tests.sync.hq.cast import EPOCH, MONTH, NOW, TODAY, Office, a_month
from tests.turns import first_each_time

COUNTIES = ("yuexi", "jiulong", "yudu", "yudu")
FIRST = date(2026, 8, 20)
NAMES = st.sampled_from(["yuexi-0001", "jiulong-0001", "yudu-0001", "yudu-0002"])
DAY = st.integers(0, 96).map(lambda offset: FIRST + timedelta(days=offset))
TOLD_DAY = st.tuples(NAMES, DAY, st.integers(0, 600), st.integers(0, 40), st.integers(0, 3))
COUNT = st.none() | st.integers(0, 40)
TOLD_MONTH = st.tuples(
    NAMES,
    st.sampled_from([date(2026, 8, 1), date(2026, 9, 1), MONTH]),
    st.lists(COUNT, min_size=31, max_size=31),
    st.integers(0, 90),
    st.sampled_from([{}, {"cash": 2}, {"cash": 1, "welfare": 9}]),
    st.sampled_from([{}, {"open": (3, 4)}, {"open": (0, 4), "seen": (9, 20)}]),
)
PERIODS = st.builds(lambda a, b: Period(min(a, b), max(a, b)), DAY, DAY) | st.sampled_from(
    [Period.parse(text) for text in ("2026", "2026-Q3", "2026-10", "2026-08", "2025")]
)
SEQS = count(1)


def keep(connection: Connection, house: str, told: object) -> None:
    seen = Seen(house, EPOCH, next(SEQS), "", b"")
    number = houses.note_epoch(connection, house, EPOCH)
    (days if isinstance(told, DaySummary) else months).keep(connection, seen, number, told)


def tell(office: Office, told_days: list, told_months: list) -> None:
    with office.hq.database.transaction() as connection:
        for house, day, minutes, present, newcomers in told_days:
            keep(connection, house, DaySummary(day, minutes, present, newcomers, "trusted"))
        for house, month, counts, number, services, standards in told_months:
            told = a_month(
                month,
                headcounts=tuple(counts[: last_of(month).day]),
                minutes_open=number * 60,
                children=number,
                newcomers=number % 7,
                activity_minutes=number,
                services=services,
                standards=standards,
            )
            keep(connection, house, told)


def cover(office: Office) -> None:
    for table in ("days", "headcounts") if office.hq.database.is_apart else ():
        partitions.cover(office.hq.database, table, FIRST, TODAY)


def naive(connection: Connection, one: Place, period: Period) -> Figures:
    """Reckon from the houses' own days and months, one after the other."""
    found, by_month, reporting = Counter(), {}, set()
    services, met, of = Counter(), Counter(), Counter()
    within = [house for house in houses.everyone(connection) if is_in(house, one)]
    added = Period.month(TODAY).first  # all are put on the list on the same day
    for house in within:
        told = {day.day: day for day in days.between(connection, date.min, date.max, house.house)}
        counts = days.present(connection, date.min, date.max, house.house)
        for day in counts:
            if period.first <= day.day <= period.last:
                reporting.add(house.house)
                itself = told.get(day.day)
                found["open_days"] += day.present > 0
                found["minutes_open"] += itself.minutes_open if itself else 0
                found["newcomers"] += itself.newcomers if itself else 0
                found["child_days"] += day.present
        for month in months.of_house(connection, house.house, date.max, 99):
            if month.month not in period.months():
                continue
            of_days = [told[day] for day in Period.month(month.month).days() if day in told]
            minutes, newcomers = month.minutes_open, month.newcomers
            found["minutes_open"] += max(0, minutes - sum(one.minutes_open for one in of_days))
            found["newcomers"] += max(0, newcomers - sum(one.newcomers for one in of_days))
            found["activity_minutes"] += month.activity_minutes
            found["months_told"] += 1
            services.update(month.services)
            met.update({name: counted[0] for name, counted in month.standards.items()})
            of.update({name: counted[1] for name, counted in month.standards.items()})
            came = by_month.setdefault(month.month, Counter())
            came.update(children=month.children, newcomers=month.newcomers)
    ordered = [by_month[month] for month in sorted(by_month)]
    sums = [
        ordered[at]["children"] + sum(later["newcomers"] for later in ordered[at + 1 :])
        for at in range(len(ordered))
    ]
    listed = len(within) if period.last >= added - timedelta(days=60) else 0
    return Figures(
        **found,
        houses=max(listed, len(reporting)),
        reporting=len(reporting),
        children=max(sums, default=0),
        services=dict(services),
        standards={name: (met[name], of[name]) for name in sorted(of)},
    )


def is_in(house: houses.House, one: Place) -> bool:
    return one.code in ("", house.province, house.county, house.house)


@pytest.fixture
def told_office(office: Office) -> Office:
    cover(office)
    with office.hq.database.transaction() as connection:
        for at, county in enumerate(COUNTIES):
            houses.add(connection, f"{at}村爱佑之家", county, NOW - timedelta(days=60))
    return office


@pytest.mark.parametrize("made", first_each_time(("sqlite", "postgresql")), indirect=True)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TOLD_DAY, max_size=40), st.lists(TOLD_MONTH, max_size=4), st.lists(PERIODS))
def test_figures_of_every_place_are_those_of_a_slow_reckoning(
    told_office: Office, told_days: list, told_months: list, periods: list[Period]
) -> None:
    tell(told_office, told_days, told_months)
    rollups.refresh(told_office.hq.database)
    with told_office.hq.database.reading() as connection:
        assert connection.execute(select(schema.stale)).first() is None
        codes = ["", "sichuan", "yuexi", "jiulong", "jiangxi", "yudu", "anhui", "yuexi-0001"]
        places = [place.find(connection, code) for code in [*codes, "yudu-0001", "yudu-0002"]]
        for period in periods:
            for one in places:
                told = naive(connection, one, period)
                found = figures.read(connection, one, period)
                listed = {"houses": found.houses} if period.first < NOW.date() else {}
                assert replace(found, **listed) == replace(told, **listed), (one, period)


def test_the_houses_that_were_on_the_list_are_counted(told_office: Office) -> None:
    added = NOW.date() - timedelta(days=60)
    with told_office.hq.database.reading() as connection:
        for text, expected in (("2026-08", 0), (f"{added}..{added}", 4), ("2026", 4)):
            found = figures.read(connection, PROGRAM, Period.parse(text))
            assert (found.houses, found.reporting) == (expected, 0)
        counties = figures.read_each(connection, PROGRAM.inside()[1].inside(), Period.year(TODAY))
    assert {code: one.houses for code, one in counties.items()} == {"yudu": 2, "wannian": 0}


def test_a_house_is_on_the_list_from_the_day_it_was_added_to_its_last_one(office: Office) -> None:
    cover(office)
    with office.hq.database.transaction() as connection:
        # In the villages October begins.
        added = datetime(2026, 9, 30, 16, tzinfo=UTC)
        house = houses.add(connection, "村", "yudu", added).house
        retiring.retire(connection, house, date(2026, 10, 31), "moved", TODAY)
        keep(connection, house, DaySummary(date(2026, 8, 25), 300, 5, 0, "trusted"))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        for one in (PROGRAM, place.find(connection, "yudu"), place.find(connection, house)):
            listed = [
                figures.read(connection, one, Period.parse(text)).houses
                for text in ("2026-08", "2026-09", "2026-10", "2026-10-31..2026-11-02", "2026-11")
            ]
            # What it told of August was of before it was put on the list, and counts it there.
            assert listed == [1, 0, 1, 1, 0], one


def test_moods_are_told_from_ten_different_houses_on(office: Office) -> None:
    cover(office)
    with office.hq.database.transaction() as connection:
        for number in range(LEAST_HOUSES):
            house = houses.add(connection, f"{number}村爱佑之家", "yuexi", NOW).house
            keep(connection, house, a_month(moods=Answers((5, 10, 15)), feedback=Answers(None)))
            if number < LEAST_HOUSES - 1:
                for earlier in (date(2026, 8, 1), date(2026, 9, 1)):
                    keep(connection, house, a_month(earlier, moods=Answers((0, 10, 20))))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        october = figures.read(connection, PROGRAM, Period.month(MONTH))
        september = figures.read(connection, PROGRAM, Period.parse("2026-09"))
        # In two months nine houses are still no more than nine.
        summer = figures.read(connection, PROGRAM, Period.parse("2026-Q3"))
        one = figures.read(connection, place.find(connection, "yuexi-0001"), Period.month(MONTH))
        assert one == replace(one, moods=None, months_told=1)
    assert (october.moods.houses, october.moods.shares) == (LEAST_HOUSES, (0, 33, 67))
    assert (october.feedback, september.moods, summer.moods) == (None, None, None)
    assert one.moods is None


def test_every_kind_of_place_is_read_alike(told_office: Office) -> None:
    tell(told_office, [("yuexi-0001", MONTH, 300, 12, 1)], [])
    rollups.refresh(told_office.hq.database)
    with told_office.hq.database.reading() as connection:
        for code in ("", "sichuan", "yuexi", "yuexi-0001"):
            one = place.find(connection, code)
            assert one.kind in list(Kind)
            found = figures.read(connection, one, Period.month(MONTH))
            assert (found.reporting, found.child_days, found.minutes_open) == (1, 12, 300)
