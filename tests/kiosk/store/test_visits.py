from datetime import timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.errors import UnknownChild
from kiosk.house import House
from kiosk.store import children, visits
from tests.cast import Hands


def test_a_child_comes_and_goes_home(unlocked: House, panda: Child, hands: Hands) -> None:
    with unlocked.database.transaction() as db:
        arrived = visits.check_in(db, panda.id, hands())
        assert [visit.child for visit in visits.here(db, hands().day)] == [panda.id]
        hands.forward(hours=2)
        left = visits.leave(db, panda.id, hands())
        assert visits.here(db, hands().day) == []
    assert arrived and left and left.left
    assert left.left - arrived.arrived >= timedelta(hours=2)


def test_a_child_who_is_here_keeps_the_visit_it_has(unlocked: House, panda: Child) -> None:
    with unlocked.database.transaction() as db:
        first = visits.check_in(db, panda.id, unlocked.clock())
        assert visits.check_in(db, panda.id, unlocked.clock()) == first


def test_a_child_who_forgot_to_say_goodbye_can_come_the_next_day(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
        hands.forward(days=1)
        visits.check_in(db, panda.id, hands())
        assert len(visits.here(db, hands().day)) == 1
        assert visits.newcomers(db, hands().day) == 0


def test_a_child_without_consent_leaves_nothing_behind(unlocked: House, owl: Child) -> None:
    with unlocked.database.transaction() as db:
        assert visits.check_in(db, owl.id, unlocked.clock()) is None
        assert db.table("visits").count == 0


def test_an_unknown_child_is_told_apart(unlocked: House) -> None:
    with pytest.raises(UnknownChild), unlocked.database.transaction() as db:
        visits.check_in(db, "nobody", unlocked.clock())


def test_those_who_came_last_stand_first(
    unlocked: House, panda: Child, owl: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        assert [child.id for child in children.recent_first(db)] == [panda.id, owl.id]
        visits.check_in(db, panda.id, hands())
        assert children.recent_first(db)[0].id == panda.id
