from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sync.hq.store.schema import house_months, last_days, place_days, stale
from sync.hq.told import rollups
from sync.hq.told.period import Period
from tests.sync.hq.cast import MONTH, TODAY, Clock, Office

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
MARKS = st.lists(
    st.builds(
        lambda house, a, b: (house, min(a, b), max(a, b)), st.sampled_from("abcd"), DAYS, DAYS
    ),
    max_size=8,
)
COUNTIES = {"a": "yudu", "b": "yudu", "c": "yuexi", "d": "litang"}


@given(MARKS)
def test_no_marked_day_of_a_house_or_its_county_is_left_out(marks: list[rollups.Mark]) -> None:
    works = rollups.works(COUNTIES, marks)
    for house, first, last in marks:
        within = [one for one in works if one.period.first <= first and last <= one.period.last]
        assert any(house in one.houses and COUNTIES[house] in one.counties for one in within)
    assert len({one.period for one in works}) == len(works)


def test_an_old_day_does_not_make_years_anew() -> None:
    marks = [("a", date(2024, 3, 1), date(2024, 3, 1)), ("a", TODAY, TODAY), ("c", TODAY, TODAY)]
    works = rollups.works(COUNTIES, marks)
    assert [one.period.length for one in works] == [1, 1]
    assert works[1] == rollups.Work(Period(TODAY, TODAY), {"a", "c"}, {"yudu", "yuexi"})


def test_days_that_no_period_holds_are_passed_over() -> None:
    marks = [("a", date(1970, 1, 1), date(1970, 1, 1)), ("a", date.max, date.max)]
    assert rollups.works(COUNTIES, [*marks, ("gone", TODAY, TODAY)]) == []


def test_what_is_told_is_marked_and_summed_up_once(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1, present=17), house.day(2, date(1970, 1, 1)), house.month(3))
    with office.hq.database.reading() as connection:
        marked = connection.execute(select(stale.c.first, stale.c.last)).all()
    assert sorted(map(tuple, marked)) == [
        (date(1970, 1, 1), date(1970, 1, 1)),
        (MONTH, date(2026, 10, 31)),
        (TODAY, TODAY),
    ]
    for _ in range(2):
        rollups.refresh(office.hq.database)
        with office.hq.database.reading() as connection:
            assert connection.execute(select(stale)).all() == []
            told = select(place_days.c.place, place_days.c.child_days)
            found = connection.execute(told.where(place_days.c.day == TODAY)).all()
            assert sorted(map(tuple, found)) == [("", 17), ("sichuan", 17), ("yuexi", 17)]


def test_all_is_summed_up_however_many_marks_and_houses_there_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollups, "_AT_ONCE", 4)
    monkeypatch.setattr(rollups, "_IN_ONE_LIST", 1)
    for county in ("yuexi", "yuexi", "litang", "yudu", "yudu"):
        house = office.enrolled_house(county)
        office.send(house.day(1), house.month(2))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        assert connection.execute(select(stale)).all() == []
        told = select(place_days.c.place, place_days.c.told).where(place_days.c.day == TODAY)
        counts = {"": 5, "sichuan": 3, "yuexi": 2, "litang": 1, "jiangxi": 2, "yudu": 2}
        assert sorted(map(tuple, connection.execute(told))) == sorted(counts.items())
        assert len(connection.execute(select(last_days)).all()) == 5
        of_months = select(house_months.c.house).where(house_months.c.month == MONTH)
        assert len(connection.execute(of_months).all()) == 5


def test_the_latest_day_says_whether_a_machine_needs_somebody(office: Office) -> None:
    house = office.enrolled_house()
    full = {"disk_free_mb": 100}
    office.send(house.day(1, MONTH, health=full), house.day(2, date(2026, 10, 5), health=full))
    rollups.refresh(office.hq.database)
    query = select(last_days.c.day, last_days.c.is_worrying)
    with office.hq.database.reading() as connection:
        assert [*connection.execute(query)] == [(date(2026, 10, 5), True)]
    office.send(house.day(3, health={"disk_free_mb": 4000}), house.day(4, MONTH, health=full))
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        assert [*connection.execute(query)] == [(TODAY, False)]


def latest(office: Office) -> list[tuple[date, bool]]:
    rollups.refresh(office.hq.database)
    query = select(last_days.c.day, last_days.c.is_worrying)
    with office.hq.database.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_a_day_that_was_told_before_its_time_is_never_the_latest(
    office: Office, clock: Clock
) -> None:
    house, ahead = office.enrolled_house(), TODAY + timedelta(days=330)
    well, full = {"disk_free_mb": 4000}, {"disk_free_mb": 100}
    office.send(house.day(1, ahead, health=well), house.day(2, date.max, health=well))
    assert latest(office) == []
    office.send(house.day(3, health=full), house.day(4, ahead, present=0, health=well))
    assert latest(office) == [(TODAY, True)]
    # Its time comes, and nothing was told since but a day of long ago.
    clock.forward(days=330)
    office.send(house.day(5, MONTH, health=well))
    assert latest(office) == [(TODAY, True)]
    office.send(house.day(6, ahead, health=full))
    assert latest(office) == [(ahead, True)]


def test_tomorrow_of_the_houses_calendar_counts_and_the_day_after_it_does_not(
    office: Office, clock: Clock
) -> None:
    house, tomorrow = office.enrolled_house(), TODAY + timedelta(days=1)
    office.send(house.day(1), house.day(2, tomorrow), house.day(3, tomorrow + timedelta(days=1)))
    assert latest(office) == [(tomorrow, False)]
    # In Greenwich it is still today, in the villages tomorrow.
    clock.forward(hours=7)
    office.send(house.day(4, tomorrow + timedelta(days=1)))
    assert latest(office) == [(tomorrow + timedelta(days=1), False)]
