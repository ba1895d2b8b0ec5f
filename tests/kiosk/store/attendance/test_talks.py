from datetime import date

from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House
from kiosk.store.attendance import talks, visits
from tests.cast import add_child


def ask(house: House, child: Child | None) -> None:
    with house.database.transaction() as db:
        talks.ask(db, house.vault, child.id if child else None, house.clock())


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
