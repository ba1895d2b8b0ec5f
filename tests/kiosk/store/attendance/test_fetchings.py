from datetime import date, timedelta

import pytest

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.holdings import Group
from kiosk.errors import VaultLocked
from kiosk.house import House
from kiosk.store.attendance import by_hand, fetchings, sittings, visit_lists, visits
from kiosk.store.rights import copying, erasing
from tests.cast import Hands, add_child


def keep(house: House, child: Child, by: Fetcher | None = Fetcher.MOTHER) -> bool:
    with house.database.transaction() as db:
        return fetchings.keep(db, house.vault, child.id, by, house.clock())


def come(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        visits.check_in(db, child.id, house.clock())


def leave(house: House, child: Child) -> None:
    with house.database.transaction() as db:
        visits.leave(db, child.id, house.clock())


def write_from_paper(
    house: House, child: Child, *, days_ago: int = 0, is_over: bool = True
) -> None:
    moment, an_hour = house.clock(), timedelta(hours=1)
    at = moment.at - timedelta(days=days_ago)
    times = at - 2 * an_hour, at - an_hour if is_over else None
    with house.database.transaction() as db:
        by_hand.back_fill(db, child.id, at.date(), *times, moment, "li")


def found(house: House) -> list[tuple[Fetcher | None, bool]]:
    today = house.clock().day
    with house.database.reading() as db:
        return [
            (one.by, one.unreadable) for one in fetchings.between(db, house.vault, today, today)
        ]


def test_an_answer_is_read_back_by_the_counselor_and_in_the_copy(
    unlocked: House, panda: Child
) -> None:
    come(unlocked, panda)
    assert keep(unlocked, panda, Fetcher.GRANDMOTHER)
    assert found(unlocked) == [(Fetcher.GRANDMOTHER, False)]
    with unlocked.database.transaction() as db:
        copy = copying.copy_of(db, unlocked.vault, panda.id, unlocked.clock())
    assert [one["by"] for one in copy[Group.FETCHINGS]] == ["grandmother"]


def test_it_is_one_answer_a_visit(unlocked: House, panda: Child, hands: Hands) -> None:
    for by in (Fetcher.MOTHER, None):
        come(unlocked, panda)
        leave(unlocked, panda)
        assert keep(unlocked, panda, by)
        assert not keep(unlocked, panda, Fetcher.FATHER)
        hands.forward(minutes=30)
    assert found(unlocked) == [(Fetcher.MOTHER, False), (None, False)]


def test_who_goes_home_from_a_visit_that_was_written_from_paper_is_asked_too(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    come(unlocked, panda)
    leave(unlocked, panda)
    assert keep(unlocked, panda)
    hands.forward(days=1, hours=6)
    write_from_paper(unlocked, panda, is_over=False)
    leave(unlocked, panda)
    assert keep(unlocked, panda, Fetcher.FATHER)
    assert not keep(unlocked, panda, Fetcher.MOTHER)
    assert found(unlocked) == [(Fetcher.FATHER, False)]


@pytest.mark.parametrize(("days_ago", "is_over"), [(0, True), (3, True), (3, False)])
def test_what_is_written_from_paper_once_a_child_has_answered_asks_it_no_second_time(
    unlocked: House, panda: Child, hands: Hands, days_ago: int, is_over: bool
) -> None:
    hands.forward(hours=6)
    come(unlocked, panda)
    leave(unlocked, panda)
    assert keep(unlocked, panda)
    write_from_paper(unlocked, panda, days_ago=days_ago, is_over=is_over)
    assert not keep(unlocked, panda, Fetcher.FATHER)


def test_every_answer_and_a_skip_look_alike_on_the_card(unlocked: House, panda: Child) -> None:
    for by in (*Fetcher, None):
        come(unlocked, panda)
        leave(unlocked, panda)
        assert keep(unlocked, panda, by)
    with unlocked.database.reading() as db:
        lengths = db.execute("SELECT count(*), count(DISTINCT length(answer)) FROM fetchings")
        assert lengths.fetchone() == (len(Fetcher) + 1, 1)


def test_who_is_not_asked_leaves_no_answer(unlocked: House, owl: Child) -> None:
    assert not keep(unlocked, owl)
    with unlocked.database.reading() as db:
        assert db.table("fetchings").count == 0


def test_a_locked_vault_takes_an_answer_and_tells_none(unlocked: House, panda: Child) -> None:
    unlocked.vault.lock()
    assert keep(unlocked, panda)
    with pytest.raises(VaultLocked):
        found(unlocked)


def test_one_damaged_answer_shows_as_that_and_stops_nothing(unlocked: House, panda: Child) -> None:
    come(unlocked, panda)
    keep(unlocked, panda)
    leave(unlocked, panda)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE fetchings SET answer = zeroblob(length(answer))")
    come(unlocked, panda)
    keep(unlocked, panda, Fetcher.NOBODY)
    assert found(unlocked) == [(None, True), (Fetcher.NOBODY, False)]


def test_it_goes_with_a_visit_that_was_a_wrong_tap(unlocked: House, panda: Child) -> None:
    come(unlocked, panda)
    keep(unlocked, panda)
    with unlocked.database.transaction() as db:
        (visit,) = visit_lists.of_child(db, panda.id)
        assert sittings.count(db, visit) == sittings.Answers(0, 0, 1, 0)
        assert sittings.count(db, visit).any
        by_hand.strike(db, visit.seq, unlocked.clock(), "li", with_answers=True)
        assert db.table("fetchings").count == 0


def test_it_goes_when_the_consent_to_visits_is_taken_back(unlocked: House, panda: Child) -> None:
    come(unlocked, panda)
    keep(unlocked, panda)
    with unlocked.database.transaction() as db:
        counted = erasing.kept_under(db, unlocked.vault, panda.id, {Purpose.VISITS})
        assert counted == {Group.VISITS: 1, Group.FETCHINGS: 1}
        erasing.forget_purposes(db, unlocked.vault, panda.id, {Purpose.VISITS})
        assert db.table("fetchings").count == 0


def test_what_one_child_does_asks_no_other_once_more_nor_less(
    unlocked: House, panda: Child
) -> None:
    friend = add_child(unlocked, "小松", keeps=set(Purpose), birth=date(2020, 1, 9))
    for child in (panda, friend):
        come(unlocked, child)
    assert keep(unlocked, friend, Fetcher.NOBODY)
    assert keep(unlocked, panda)
    leave(unlocked, friend)
    come(unlocked, friend)
    assert not keep(unlocked, panda, Fetcher.FATHER)
    assert found(unlocked) == [(Fetcher.NOBODY, False), (Fetcher.MOTHER, False)]


def test_the_answers_of_a_day_are_those_of_no_other(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    for by in (Fetcher.MOTHER, Fetcher.FATHER):
        come(unlocked, panda)
        assert keep(unlocked, panda, by)
        hands.forward(days=1)
    assert found(unlocked) == []
    hands.forward(days=-1)
    assert found(unlocked) == [(Fetcher.FATHER, False)]
