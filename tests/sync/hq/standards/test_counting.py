from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.answer import consulting
from sync.hq.register import retiring
from sync.hq.standards import counting
from sync.hq.standards.catalog import ANSWERED, CLOSED, HEARD
from sync.hq.standards.counting import Count, weeks
from sync.hq.standards.judging import Score
from sync.hq.standards.scorecards import scorecard
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from tests.sync.hq.cast import Clock, Office
from tests.sync.hq.standards.slow_count import COUNTIES, SHANGHAI, SlowCount, lived
from tests.turns import first_each_time

OCTOBER = Period.parse("2026-10")


def scores(office: Office, of: str = "", period: Period = OCTOBER) -> dict[str, Score]:
    rollups.refresh(office.hq.database)
    with office.hq.database.reading() as connection:
        found = scorecard(connection, place.find(connection, of), period, office.hq.clock())
    return {score.key: score for score in found}


def told(office: Office, of: str = "", period: Period = OCTOBER) -> dict[str, tuple[int, int]]:
    return {key: (one.met, one.of) for key, one in scores(office, of, period).items()}


def on(clock: Clock, day: str, hour: int = 12) -> None:
    clock.now = datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=SHANGHAI)


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)).map(lambda day: day.replace(day=1)))
def test_every_week_is_of_one_month(month: date) -> None:
    found = weeks(month)
    assert all(monday.weekday() == 0 for monday in found)
    assert [(monday + timedelta(days=6)).month for monday in found] == [month.month] * len(found)
    days = range(1, monthrange(month.year, month.month)[1] + 1)
    assert len(found) == sum(month.replace(day=day).weekday() == 6 for day in days)


def test_what_houses_tell_is_added_up_over_the_place(office: Office, clock: Clock) -> None:
    on(clock, "2026-09-01")
    one, other = office.enrolled_house("yuexi"), office.enrolled_house("yudu")
    on(clock, "2026-11-03")
    office.send(one.month(1, standards={"open": (3, 4), "seen": (90, 120)}))
    office.send(other.month(1, standards={"open": (4, 4), "seen": (30, 120)}))
    assert told(office)["open"] == (7, 8)
    assert told(office, "sichuan")["seen"] == told(office, one.house)["seen"] == (90, 120)
    assert told(office, "yudu")["open"] == told(office, other.house)["open"] == (4, 4)
    assert scores(office)["open"].is_reached is True
    assert scores(office)["seen"].is_reached is False


def test_a_house_is_heard_in_each_week_of_which_it_told_a_day(office: Office, clock: Clock) -> None:
    on(clock, "2026-10-05")
    house = office.enrolled_house("yuexi")
    on(clock, "2026-11-20")
    # The weeks of October that began after it was connected end on the 11th, 18th and 25th.
    days = ("2026-10-06", "2026-10-07", "2026-10-24")
    office.send(*(house.day(seq, date.fromisoformat(day)) for seq, day in enumerate(days, 1)))
    for of in ("", "sichuan", "yuexi", house.house):
        assert told(office, of)["heard"] == (2, 3), of


def test_a_week_that_is_not_over_does_not_count_yet(office: Office, clock: Clock) -> None:
    on(clock, "2026-10-05")
    office.enrolled_house("yuexi")
    for day, weeks_over in (("2026-10-11", 0), ("2026-10-12", 1), ("2026-10-25", 2)):
        on(clock, day)
        assert told(office)["heard"] == (0, weeks_over), day


def test_a_month_is_due_ten_days_after_its_end(office: Office, clock: Clock) -> None:
    on(clock, "2026-09-30")
    house = office.enrolled_house("yuexi")
    office.enrolled_house("yudu")
    on(clock, "2026-11-03")
    office.send(house.month(1))
    on(clock, "2026-11-10")
    assert told(office)["closed"] == (0, 0)
    on(clock, "2026-11-11")
    assert told(office)["closed"] == (1, 2)
    assert told(office, "yuexi")["closed"] == told(office, house.house)["closed"] == (1, 1)


def test_a_house_that_was_connected_within_a_month_does_not_owe_it(
    office: Office, clock: Clock
) -> None:
    on(clock, "2026-10-02")
    house = office.enrolled_house("yuexi")
    on(clock, "2026-11-20")
    office.send(house.month(1))
    assert told(office)["closed"] == (0, 0)


def answered(office: Office) -> None:
    keys = office.hq.ring.panel_keys
    with office.hq.database.transaction() as connection:
        waiting = consulting.open_questions(connection, keys)[-1]
        consulting.answer(connection, keys, waiting.tag, "请多陪陪他。", "chen", office.hq.clock())


def test_questions_count_when_they_are_answered_or_their_time_is_over(
    office: Office, clock: Clock
) -> None:
    on(clock, "2026-10-05")
    house, key = office.enrolled_house("yuexi"), office.hq.ring.panel_public
    office.send(house.question(1, key, "怎么办？"))
    assert told(office)["answered"] == (0, 0)
    clock.forward(hours=48)
    answered(office)
    assert told(office)["answered"] == (1, 1)
    office.send(house.question(2, key, "又怎么办？"))
    clock.forward(hours=47)
    assert told(office)["answered"] == (1, 1)
    clock.forward(hours=1)
    assert told(office, "yuexi")["answered"] == (1, 2)
    clock.forward(seconds=1)
    answered(office)
    assert told(office)["answered"] == (1, 2)
    assert told(office, "yudu")["answered"] == (0, 0)


def test_of_one_house_nothing_is_told_of_its_questions(office: Office, clock: Clock) -> None:
    on(clock, "2026-10-05")
    house = office.enrolled_house("yuexi")
    office.send(house.question(1, office.hq.ring.panel_public, "怎么办？"))
    clock.forward(days=5)
    assert told(office)["answered"] == (0, 1)
    assert "answered" not in told(office, house.house)


def test_a_period_is_judged_month_by_month_up_to_now(office: Office, clock: Clock) -> None:
    on(clock, "2026-11-20")
    found = scores(office, period=Period.parse("2026"))["open"]
    assert [one.month.month for one in found.months] == list(range(1, 12))
    assert scores(office, period=Period.parse("2027")) == {}


def test_of_a_retired_house_only_whole_weeks_and_months_before_count(
    office: Office, clock: Clock
) -> None:
    on(clock, "2026-08-31")
    house = office.enrolled_house("yuexi")
    on(clock, "2026-11-20")
    with office.hq.database.transaction() as connection:
        today = office.hq.today()
        retiring.retire(connection, house.house, date(2026, 10, 14), "moved away", today)
    assert told(office, period=Period.parse("2026-09"))["closed"] == (0, 1)
    assert told(office)["closed"] == (0, 0)
    assert told(office)["heard"] == (0, 2)


def test_what_one_told_who_was_not_there_stands_for_nobody_who_was(
    office: Office, clock: Clock
) -> None:
    on(clock, "2026-08-31")
    office.enrolled_house("yuexi")
    gone = office.enrolled_house("yuexi")
    on(clock, "2026-11-20")
    late = office.enrolled_house("yuexi")
    for house in (late, gone):
        office.send(house.month(1))
    with office.hq.database.transaction() as connection:
        today = office.hq.today()
        retiring.retire(connection, gone.house, date(2026, 10, 14), "moved away", today)
    for of in ("", "sichuan", "yuexi"):
        assert told(office, of)["closed"] == (0, 1), of
        # Who has retired was heard in two weeks before, and the silent one in none.
        assert told(office, of)["heard"] == (2, 6), of
    assert told(office, late.house)["heard"] == told(office, late.house)["closed"] == (0, 0)


def test_a_house_that_was_away_twice_in_a_month_is_missed_in_it_once(
    office: Office, clock: Clock
) -> None:
    on(clock, "2026-08-31")
    office.enrolled_house("yuexi")
    away = office.enrolled_house("yuexi")
    on(clock, "2026-11-20")
    with office.hq.database.transaction() as connection:
        for last, back in ((5, 8), (12, 15)):
            day = date(2026, 10, last)
            retiring.retire(connection, away.house, day, "flood", office.hq.today())
            retiring.bring_back(connection, away.house, date(2026, 10, back))
    assert told(office)["closed"] == (0, 1)


YEAR = Period.parse("2026")


@pytest.mark.parametrize("made", first_each_time(("postgresql", "sqlite")), indirect=True)
def test_every_place_counts_as_a_slow_reckoning_does(office: Office, clock: Clock) -> None:
    on(clock, "2026-11-08", hour=23)
    lived(office, 24)
    now = clock.now
    with office.hq.database.reading() as connection:
        for of in ("", "sichuan", *COUNTIES, "yuexi-0001"):
            one = place.find(connection, of)
            slow = SlowCount(connection, one, now)
            for period in (YEAR, OCTOBER, Period.parse("2026-Q2")):
                over = [month for month in period.months() if month <= now.date()]
                count = Count(connection, one, over, now)
                for month in over:
                    assert count(month, HEARD) == slow.heard(month), (of, month)
                    assert count(month, CLOSED) == slow.closed(month), (of, month)
                    if one.kind is not place.Kind.HOUSE:
                        assert count(month, ANSWERED) == slow.answered(month), (of, month)


def test_there_are_no_more_rows_to_read_of_more_houses(office: Office, clock: Clock) -> None:
    def rows() -> int:
        with office.hq.database.reading() as connection:
            return len(counting._connected(connection, place.PROGRAM, YEAR.months()))

    on(clock, "2026-02-03")
    for _ in range(2):
        office.enrolled_house()
    assert rows() == 1
    for _ in range(6):
        office.enrolled_house("yudu")
    assert rows() == 1
    on(clock, "2026-02-04")
    office.enrolled_house()
    assert rows() == 2
