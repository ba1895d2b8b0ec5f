import time
from threading import Event, Thread

import pytest

from kiosk.caretaker import Caretaker, know_the_card
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.attendance import days, visits
from sync import enrolment
from tests.cast import Hands, enrol


def test_the_caretaker_closes_the_day_while_nobody_asks(
    unlocked: House, panda: Child, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, hands())
    hands.forward(hours=13)
    caretaker = Caretaker(unlocked, period=0.05)
    caretaker.start()
    deadline = time.monotonic() + 30
    closed, today = None, hands().day
    while not closed and time.monotonic() < deadline:
        with unlocked.database.reading() as db:
            closed = days.get(db, today)
        time.sleep(0.02)
    caretaker.stop()
    assert closed and closed.counts.present == 1


def test_the_caretaker_goes_on_after_trouble(unlocked: House, hands: Hands) -> None:
    hands.forward(hours=13)
    with unlocked.database.transaction() as db:
        db.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON days BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    caretaker = Caretaker(unlocked)
    caretaker.step()
    with unlocked.database.transaction() as db:
        db.execute("DROP TRIGGER no_room")
    caretaker.step()
    with unlocked.database.reading() as db:
        assert db.table("days").count == 1


def test_a_house_on_another_card_counts_anew(
    unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol(unlocked)
    epochs = []
    for mark in (None, "first", None, "first", "second", None):
        monkeypatch.setattr("hardware.card.mark", lambda _, mark=mark: mark)
        know_the_card(unlocked)
        with unlocked.database.reading() as db:
            epochs.append(enrolment.known(db).epoch)
    assert len(set(epochs[:4])) == 1
    assert epochs[4] == epochs[5] != epochs[0]


def test_who_stops_the_caretaker_waits_for_the_present_chore_and_for_no_other(
    unlocked: House,
) -> None:
    begun, go_on, done = Event(), Event(), []

    def long_chore(_: House) -> None:
        begun.set()
        go_on.wait(10)
        done.append("the present one")

    caretaker = Caretaker(unlocked, chores=(long_chore, lambda _: done.append("another")))
    caretaker.start()
    assert begun.wait(10)
    stopping = Thread(target=caretaker.stop)
    stopping.start()
    assert caretaker._stopped.wait(10)
    go_on.set()
    stopping.join(10)
    assert done == ["the present one"]
