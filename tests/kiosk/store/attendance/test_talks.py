from datetime import date, timedelta

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import talks, visits
from tests.cast import Hands, add_child


def ask(house: House, child: Child | None) -> str:
    with house.database.transaction() as db:
        return talks.ask(db, house.vault, child.id if child else None, house.clock())


def answer(house: House, talk_id: str) -> None:
    with house.database.transaction() as db:
        talks.answer(db, house.vault, talk_id, house.clock())


def test_requests_wait_in_the_order_in_which_they_were_made(unlocked: House, panda: Child) -> None:
    hare = add_child(unlocked, "小禾", keeps=set(Purpose), birth=date(2017, 1, 1))
    asked = [hare.id, None, panda.id, None, hare.id]
    for child in (hare, None, panda, None, hare):
        ask(unlocked, child)
        with unlocked.database.transaction() as db:
            visits.check_in(db, panda.id, unlocked.clock())
    with unlocked.database.reading() as db:
        assert [talk.child for talk in talks.waiting(db, unlocked.vault)] == asked


def test_the_card_does_not_tell_beside_which_visit_somebody_asked(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        before = db.execute("SELECT last FROM sequence").fetchone()
        talks.ask(db, unlocked.vault, panda.id, unlocked.clock())
        assert db.execute("SELECT last FROM sequence").fetchone() == before
        (row,) = db.table("talks").rows
    assert set(row) == {"id", "day", "boot", "answered", "request"}


def test_an_answered_request_waits_no_longer(unlocked: House, panda: Child) -> None:
    ask(unlocked, panda)
    ask(unlocked, None)
    with unlocked.database.transaction() as db:
        first, second = talks.waiting(db, unlocked.vault)
        talks.answer(db, unlocked.vault, first.id, unlocked.clock())
        assert talks.waiting(db, unlocked.vault) == [second]


def test_one_wish_waits_until_it_is_answered_and_no_other_with_it(
    unlocked: House, panda: Child
) -> None:
    first, second = ask(unlocked, panda), ask(unlocked, panda)
    answer(unlocked, first)
    with unlocked.database.reading() as db:
        waits = [talks.is_waiting(db, one) for one in (first, second, "none")]
        query = "SELECT who, action, subject FROM audit ORDER BY seq DESC LIMIT 1"
        line = db.execute(query).fetchone()
    assert waits == [False, True, False]
    assert line == (unlocked.vault.keeper.id, "answered a request to talk", first)


def test_only_an_earlier_day_makes_a_wish_old_and_only_while_it_waits(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    wish = ask(unlocked, panda)

    def is_old() -> bool:
        with unlocked.database.reading() as db:
            return talks.wait_since_before(db, hands().day)

    assert not is_old()
    hands.forward(days=1)
    assert is_old()
    answer(unlocked, wish)
    assert not is_old()


def test_what_was_answered_today_is_neither_what_waits_nor_what_was_answered_before(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    wishes = [ask(unlocked, panda) for _ in range(4)]
    answer(unlocked, wishes[2])
    hands.forward(days=1)
    for wish in (wishes[1], wishes[0]):
        answer(unlocked, wish)
    with unlocked.database.reading() as db:
        today = talks.answered_since(db, unlocked.vault, hands().day)
        both = talks.answered_since(db, unlocked.vault, hands().day - timedelta(days=1))
    assert [one.id for one in today] == wishes[:2]
    assert [one.id for one in both] == wishes[:3]
