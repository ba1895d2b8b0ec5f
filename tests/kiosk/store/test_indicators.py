"""The indicators are what happened, counted by hand beside it."""

from datetime import date, time

from kiosk.closing import close_day
from kiosk.domain.activities import Activity
from kiosk.domain.casework import HomeVisit
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.days import Closing
from kiosk.domain.indicators import Indicators
from kiosk.domain.tallies import ACTIVITIES, ACTIVITY_MINUTES, HOME_VISITS, PARTICIPATIONS
from kiosk.forgetting import erase_child
from kiosk.house import House
from kiosk.store import indicators
from kiosk.store.attendance import visits
from kiosk.store.work import activities, cases
from tests.cast import Hands, add_child

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)
BOTH = date(2026, 1, 1), date(2026, 12, 31)


def read(house: House, first: date, last: date) -> Indicators:
    with house.database.reading() as db:
        return indicators.between(db, first, last)


def a_day(house: House, hands: Hands, child: Child) -> None:
    """Let a child come twice in a day, and end the day."""
    for _ in range(2):
        with house.database.transaction() as db:
            visits.check_in(db, child.id, house.clock())
        hands.forward(hours=1)
        with house.database.transaction() as db:
            visits.leave(db, child.id, house.clock())
    close_day(house, house.clock().day, Closing.COUNSELOR, "li")
    hands.forward(days=1, hours=-2)


def test_two_months_tell_what_happened_in_each_and_the_year_tells_both(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    for _ in range(9):  # seven days of November and two of December
        a_day(unlocked, hands, panda)
    november, december = read(unlocked, *NOVEMBER), read(unlocked, *DECEMBER)
    assert (november.days_open, november.visits, november.newcomers) == (7, 7, 1)
    assert (december.days_open, december.visits, december.newcomers) == (2, 2, 0)
    assert november.minutes_open >= 7 * 60
    year = read(unlocked, *BOTH)
    assert (year.days_open, year.visits, year.children) == (9, 9, 1)
    assert year.minutes_open == november.minutes_open + december.minutes_open


def test_activities_and_home_visits_count_in_the_month_of_their_day(
    unlocked: House, panda: Child
) -> None:
    day = unlocked.clock().day
    with unlocked.database.transaction() as db:
        reading = Activity("读绘本", day, time(16), 45, frozenset({panda.id}), 2)
        activities.add(db, unlocked.vault, reading, unlocked.clock())
        visit = HomeVisit(day, "奶奶", "都好", "下个月再去")
        cases.add(db, unlocked.vault, panda.id, visit, unlocked.clock())
    assert read(unlocked, *NOVEMBER).tallies == {
        ACTIVITIES: 1, ACTIVITY_MINUTES: 45, PARTICIPATIONS: 3, HOME_VISITS: 1,
    }  # fmt: skip
    assert read(unlocked, *DECEMBER).tallies == {}
    assert read(unlocked, *BOTH).home_visits == 1


def test_a_day_that_is_not_closed_yet_makes_no_other_one_fuller(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    for _ in range(2):
        a_day(unlocked, hands, panda)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    told = read(unlocked, *BOTH)
    assert (told.days_open, told.visits, told.visits_a_day) == (2, 3, 1)


def test_a_house_before_its_first_day_has_nothing(unlocked: House) -> None:
    assert read(unlocked, *BOTH) == Indicators()


def test_a_closed_day_still_tells_who_came_when_a_child_is_erased_and_today_tells_who_is_here(
    unlocked: House, hands: Hands, panda: Child
) -> None:
    fawn = add_child(unlocked, "小鹿", keeps={Purpose.VISITS}, birth=date(2017, 5, 20))
    a_day(unlocked, hands, panda)
    erase_child(unlocked, panda.id)
    with unlocked.database.transaction() as db:
        visits.check_in(db, fawn.id, unlocked.clock())
    november = read(unlocked, *NOVEMBER)
    assert (november.visits, november.children) == (2, 1)
