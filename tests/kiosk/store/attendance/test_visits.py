from datetime import date, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.errors import UnknownChild
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.people import children
from tests.cast import Hands, add_child


def test_a_child_comes_and_goes_home(unlocked: House, panda: Child, hands: Hands) -> None:
    with unlocked.database.transaction() as db:
        arrived = visits.check_in(db, panda.id, hands())
        assert [visit.child for visit in visits.here(db, hands())] == [panda.id]
        hands.forward(hours=2)
        left = visits.leave(db, panda.id, hands())
        assert visits.here(db, hands()) == []
    assert arrived and left and left.left
    assert left.left - arrived.arrived >= timedelta(hours=2)


def test_a_child_who_is_here_keeps_the_visit_it_has(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        first = visits.check_in(db, panda.id, unlocked.clock())
        assert visits.check_in(db, panda.id, unlocked.clock()) == first


def test_who_came_before_midnight_is_shown_as_here_only_while_it_may_be(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.forward(hours=15)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
    hands.forward(hours=2)
    same_boot = hands()
    hands.boot = "boot-2"
    with unlocked.database.reading() as db:
        rows = visits.not_gone(db, visits.days_of_stay(same_boot))
    assert visits.who_is_here(rows, same_boot) == {panda.id}
    assert visits.who_is_here(rows, hands()) == set()


def test_a_child_who_forgot_to_say_goodbye_can_come_the_next_day(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
        hands.forward(days=1)
        visits.check_in(db, panda.id, hands())
        assert len(visits.here(db, hands())) == 1
        assert visits.newcomers(db, hands().day) == 0


def test_a_child_without_consent_leaves_nothing_behind(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert visits.check_in(db, owl.id, unlocked.clock()) is None
        assert db.table("visits").count == 0


def test_an_unknown_child_is_told_apart(unlocked: House) -> None:
    with pytest.raises(UnknownChild), unlocked.database.transaction() as db:
        visits.check_in(db, "nobody", unlocked.clock())


def test_who_is_still_expected_stands_first_and_there_who_came_or_was_added_last(
    unlocked: House, panda: Child, owl: Child, hands: Hands
) -> None:
    def names() -> list[str]:
        return [child.nickname for child in children.arriving_first(db, hands().day)]

    with unlocked.database.transaction() as db:
        assert names() == ["阿木", "小竹"]
        visits.check_in(db, panda.id, hands())
        assert names() == ["阿木", "小竹"]
        hands.forward(days=1)
        assert names() == ["小竹", "阿木"]
        visits.check_in(db, panda.id, hands())
        visits.leave(db, panda.id, hands())
        assert names() == ["阿木", "小竹"]


def test_a_child_that_goes_takes_no_other_along(unlocked: House, panda: Child) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    with unlocked.database.transaction() as db:
        for child in (panda, friend):
            visits.check_in(db, child.id, unlocked.clock())
        visits.leave(db, panda.id, unlocked.clock())
        assert [one.child for one in visits.here(db, unlocked.clock())] == [friend.id]
