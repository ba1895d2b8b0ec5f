"""A closed day is told alike, whoever was forgotten in between."""

from datetime import date

import pytest

from kiosk.closing import close_day
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.days import Closing, DayCounts
from kiosk.forgetting import erase_child, record_answers
from kiosk.house import House
from kiosk.store.attendance import visits
from tests.cast import Hands, add_child

TODAY = date(2026, 11, 24)


@pytest.fixture
def sparrow(unlocked: House) -> Child:
    return add_child(unlocked, "雀儿", keeps={Purpose.VISITS}, birth=date(2016, 1, 1))


def stay(house: House, child: Child, hands: Hands, hours: int) -> None:
    with house.database.transaction() as db:
        visits.check_in(db, child.id, hands())
    hands.forward(hours=hours)
    with house.database.transaction() as db:
        visits.leave(db, child.id, hands())


def answer(house: House, child: Child, *, agreed: bool) -> None:
    paper = ConsentPaper("奶奶", ConsentWay.PAPER, "李老师", TODAY)
    record_answers(house, child.id, {Purpose.VISITS: agreed}, paper)


def close(house: House) -> DayCounts:
    return close_day(house, TODAY, Closing.COUNSELOR, "li").counts


def test_a_day_that_is_closed_again_stays_open_as_long_as_it_was(
    unlocked: House, panda: Child, sparrow: Child, hands: Hands
) -> None:
    stay(unlocked, panda, hands, 5)
    assert close(unlocked) == DayCounts(TODAY, 300, 1, 1)
    erase_child(unlocked, panda.id)
    stay(unlocked, sparrow, hands, 1)
    assert close(unlocked) == DayCounts(TODAY, 300, 2, 2)


def test_a_first_yes_after_a_no_takes_nobodys_place(
    unlocked: House, panda: Child, owl: Child, hands: Hands
) -> None:
    stay(unlocked, panda, hands, 1)
    close(unlocked)
    erase_child(unlocked, panda.id)
    answer(unlocked, owl, agreed=False)
    answer(unlocked, owl, agreed=True)
    stay(unlocked, owl, hands, 1)
    assert close(unlocked).present == 2
