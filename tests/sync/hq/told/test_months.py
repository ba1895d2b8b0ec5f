from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from sync.envelope import Seen
from sync.hq.told import days, months
from sync.hq.told.word import Word
from sync.month_summary import Answers, MonthSummary
from sync.summary import MONTH as MONTH_KIND
from tests.sync.hq.cast import EPOCH, MONTH, TODAY, Office, SpeakingHouse, a_month

LAST = date(2026, 10, 31)


def told(office: Office, house: SpeakingHouse, last: date = TODAY) -> list[MonthSummary]:
    with office.hq.database.reading() as connection:
        return months.of_house(connection, house.house, last, 12)


def counted(office: Office, house: SpeakingHouse) -> dict[date, int]:
    with office.hq.database.reading() as connection:
        found = days.present(connection, MONTH, TODAY, house.house)
    return {one.day: one.present for one in found}


def test_a_month_is_kept_as_it_was_told(office: Office) -> None:
    house = office.enrolled_house()
    october = a_month(
        services={"medical": 2}, standards={"open": (3, 4)}, moods=Answers((5, 10, 15))
    )
    assert office.send(house.letter(1, "month", october.payload())).accepted == 1
    assert told(office, house) == [october]


def test_the_later_word_about_a_month_holds(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.month(3, children=30), house.month(2, children=29))
    assert [one.children for one in told(office, house)] == [30]
    office.send(house.month(4, present=None, children=31))
    assert [one.children for one in told(office, house)] == [31]
    assert counted(office, house) == {}


def test_of_two_epochs_the_one_met_later_holds(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.month(9, children=30))
    house.epoch = b"epoch--2"
    office.send(house.month(1, children=12))
    assert [one.children for one in told(office, house)] == [12]


def test_a_card_that_began_empty_takes_no_month_from_one_that_knew_its_days(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1), house.month(2, children=30))
    house.epoch = b"epoch--2"
    office.send(house.month(1, present=None, children=0, home_visits=1))
    assert [one.children for one in told(office, house)] == [30]
    assert len(counted(office, house)) == 32
    # One day that it knows is enough.
    office.send(house.month(2, headcounts=(*[None] * 30, 21), children=12))
    assert [one.children for one in told(office, house)] == [12]


def test_days_that_come_late_take_the_place_of_a_card_that_began_empty(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1))
    house.epoch = b"epoch--2"
    office.send(house.month(1, present=None, children=0, home_visits=1))
    assert [one.home_visits for one in told(office, house)] == [1]
    house.epoch = EPOCH
    office.send(house.month(2, children=30))
    assert [one.children for one in told(office, house)] == [30]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_what_holds_of_a_month_is_the_same_in_whatever_order_it_is_read(
    order: tuple[int, ...],
) -> None:
    words = [
        Word(Seen("yuexi-0001", EPOCH, seq, MONTH_KIND, b""), number, a_month(present=present))
        for number, seq, present in ((1, 8, 21), (1, 9, 21), (2, 1, 21), (3, 2, None))
    ]
    in_order = [words[place] for place in order]
    assert months.holding(in_order) == [words[2]]
    # A house takes its own days back where its clock was wrong.
    later = Word(replace(words[2].seen, seq=5), 2, a_month(present=None))
    assert months.holding([later, *in_order]) == months.holding([*in_order, later]) == [words[1]]


def test_each_month_of_each_house_stands_by_itself(office: Office) -> None:
    one, other = office.enrolled_house(), office.enrolled_house("yudu", "花桥村爱佑之家")
    office.send(one.month(1), one.month(2, date(2026, 9, 1)))
    office.send(other.month(1, children=7))
    assert [month.month for month in told(office, one)] == [MONTH, date(2026, 9, 1)]
    assert [month.month for month in told(office, one, MONTH)] == [MONTH, date(2026, 9, 1)]
    assert [month.month for month in told(office, one, date(2026, 9, 30))] == [date(2026, 9, 1)]


def test_a_month_that_comes_before_its_days_makes_them_count(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.month(40, headcounts=(21, None, *[22] * 29)))
    found = counted(office, house)
    assert (len(found), found[MONTH], found[LAST]) == (30, 21, 22)


def test_a_day_that_came_by_itself_wins_over_its_month_whichever_came_first(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.day(1, MONTH, present=5))
    office.send(house.month(2, present=9))
    office.send(house.day(3, MONTH + timedelta(days=1), present=6))
    found = counted(office, house)
    assert [found[MONTH + timedelta(days=place)] for place in range(3)] == [5, 6, 9]
    assert sum(found.values()) == 5 + 6 + 29 * 9


def test_a_month_that_means_nothing_is_set_aside_and_changes_nothing(office: Office) -> None:
    house = office.enrolled_house()
    wrong = a_month().payload() | {"m": [4, 10, 15]}
    answered = office.send(house.letter(1, "month", wrong), house.day(2))
    assert (answered.accepted, answered.refused) == (2, (1,))
    assert told(office, house) == []
