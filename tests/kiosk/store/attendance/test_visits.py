from datetime import date, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import ClockState
from kiosk.errors import HasLeft, UnknownChild
from kiosk.house import House
from kiosk.store.attendance import days, first_days, visit_lists, visits
from kiosk.store.people import children
from tests.cast import Hands, add_child, leave_the_program


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
        assert first_days.newcomers(db, hands().day) == 0


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


def test_who_left_the_program_is_let_in_no_more(unlocked: House, panda: Child) -> None:
    leave_the_program(unlocked, panda)
    with pytest.raises(HasLeft), unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    with unlocked.database.reading() as db:
        assert db.table("visits").count == 0


def test_who_comes_and_who_goes_has_the_day_told_anew(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    today = hands().day
    for step in (visits.check_in, visits.leave):
        with unlocked.database.transaction() as db:
            days.settle(db, today)
            step(db, panda.id, hands())
            assert days.is_unsettled(db, today)


def test_the_visits_of_a_child_are_its_own_the_latest_first(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))
    own = []
    for _ in range(3):
        with unlocked.database.transaction() as db:
            own.append(visits.check_in(db, panda.id, hands()))
            visits.check_in(db, friend.id, hands())
        hands.forward(days=1)
    with unlocked.database.reading() as db:
        assert visit_lists.of_child(db, panda.id) == own[::-1]
        assert visit_lists.of_child(db, panda.id, limit=2) == own[:0:-1]


def test_each_child_has_its_own_first_and_last_day_while_it_comes(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    names = ("小松", "小禾")
    friend, former = (
        add_child(unlocked, name, keeps={Purpose.VISITS}, birth=date(2018, 1, 9)) for name in names
    )
    began, times = hands().day, []
    for came in ((panda, former), (panda,), (friend,)):
        with unlocked.database.transaction() as db:
            for child in came:
                visits.check_in(db, child.id, hands())
        times.append(hands().day)
        hands.forward(days=1)
    leave_the_program(unlocked, former)
    with unlocked.database.reading() as db:
        assert first_days.first_and_last(db) == {
            panda.id: (began, times[1]),
            friend.id: (times[2], times[2]),
        }


def test_who_has_been_here_for_a_night_of_which_nobody_knows_comes_anew(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    hands.clock = ClockState.UNKNOWN
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
        assert visits.is_known_here(db, panda.id, hands())
        hands.boot = "boot-2"
        assert not visits.is_known_here(db, panda.id, hands())
        again = visits.check_in(db, panda.id, hands())
        assert visits.here(db, hands()) == [again]
        assert visits.is_known_here(db, panda.id, hands())


def test_who_comes_anew_on_a_day_leaves_what_it_and_others_began_before_as_it_is(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    friend = add_child(unlocked, "小松", keeps={Purpose.VISITS}, birth=date(2018, 1, 9))

    def come(child: Child) -> None:
        assert visits.check_in(db, child.id, hands())

    with unlocked.database.transaction() as db:
        come(panda)
        hands.forward(days=1)
        come(panda)
        visits.leave(db, panda.id, hands())
        gone_at = hands().at
        hands.forward(hours=1)
        come(friend)
        come(panda)
        left = [(one.child, one.left) for one in visit_lists.between(db, date.min, date.max)]
    (_, forgot), (_, went), *still_here = left
    assert forgot is None
    assert went and went <= gone_at
    assert still_here == [(friend.id, None), (panda.id, None)]
