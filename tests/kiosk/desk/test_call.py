from dataclasses import replace
from datetime import time, timedelta
from threading import Event, Thread
from time import sleep

import pytest

from kiosk.desk.call import Call
from kiosk.domain.absence import Absence, StandIn
from kiosk.domain.moment import ClockState
from kiosk.errors import StoreFull
from kiosk.house import House
from kiosk.store import settings
from kiosk.store.attendance import talks
from tests.cast import Hands

TRUSTED, ESTIMATED = ClockState.TRUSTED, ClockState.ESTIMATED


def stands(call: Call, house: House) -> bool:
    with house.database.reading() as db:
        return call.stands(db)


def wishes(house: House) -> list[str]:
    with house.database.reading() as db:
        waiting = talks.waiting(db, house.vault)
    assert {talk.child for talk in waiting} <= {None}
    return [talk.id for talk in waiting]


def test_a_call_stands_until_somebody_came_and_leaves_one_wish(unlocked: House) -> None:
    call = Call()
    for _ in range(5):
        call.ring(unlocked)
        assert stands(call, unlocked)
        call.end()
        assert not stands(call, unlocked)
    assert len(wishes(unlocked)) == 1


def test_the_log_that_keeps_the_order_of_all_that_happened_is_emptied_after_a_wish(
    house: House,
) -> None:
    log = house.database.path.with_name("house.db-wal")
    house.database.scrub()
    Call().ring(house)
    assert log.stat().st_size
    house.database.scrub_what_is_left()
    assert not log.stat().st_size


def test_who_asks_how_it_stands_and_who_calls_wait_for_each_other_never(house: House) -> None:
    call, busy = Call(), Event()

    def keep_busy() -> None:
        with house.database.reading():
            busy.set()
            sleep(0.2)

    # Both wait for the records, which somebody else has, and have them one after the other.
    others = [
        Thread(target=act, daemon=True)
        for act in (keep_busy, lambda: stands(call, house), lambda: call.ring(house))
    ]
    for one in others:
        one.start()
        assert busy.wait(30)
        sleep(0.05)
    for one in others:
        one.join(30)
    assert not any(one.is_alive() for one in others)


def test_answered_on_her_page_it_stands_no_more_and_the_next_is_a_new_wish(
    unlocked: House,
) -> None:
    call = Call()
    call.ring(unlocked)
    (wish,) = wishes(unlocked)
    with unlocked.database.transaction() as db:
        talks.answer(db, unlocked.vault, wish, unlocked.clock())
    assert not stands(call, unlocked)
    call.ring(unlocked)
    assert stands(call, unlocked)
    assert wishes(unlocked) != [wish]


def test_while_she_is_away_the_wish_is_kept_and_no_light_promises_her(unlocked: House) -> None:
    call, until = Call(), unlocked.clock().day + timedelta(days=2)
    with unlocked.database.transaction() as db:
        settings.go_away(db, Absence(until), unlocked.clock(), unlocked.vault.keeper.id)
    call.ring(unlocked)
    assert not stands(call, unlocked)
    assert len(wishes(unlocked)) == 1


@pytest.mark.parametrize(("hours", "rings"), [(1, True), (11, False)])
def test_no_light_promises_who_stands_in_once_her_hours_are_over(
    unlocked: House, hands: Hands, hours: int, rings: bool
) -> None:
    call, until = Call(), unlocked.clock().day + timedelta(days=2)
    aunt = StandIn("王阿姨", time(15), time(18, 30))
    with unlocked.database.transaction() as db:
        settings.go_away(db, Absence(until, aunt), unlocked.clock(), unlocked.vault.keeper.id)
    hands.forward(hours=hours)
    call.ring(unlocked)
    assert stands(call, unlocked) is rings
    assert len(wishes(unlocked)) == 1


@pytest.mark.parametrize(("clock", "rings"), [(TRUSTED, False), (ESTIMATED, True)])
def test_a_day_away_silences_no_call_after_a_night_that_no_clock_has_counted(
    unlocked: House, hands: Hands, clock: ClockState, rings: bool
) -> None:
    call, today = Call(), unlocked.clock().day
    with unlocked.database.transaction() as db:
        settings.go_away(db, Absence(today), unlocked.clock(), unlocked.vault.keeper.id)
    call.ring(unlocked)
    assert not stands(call, unlocked)
    hands.clock, hands.boot = clock, "boot-2"
    call.ring(unlocked)
    assert stands(call, unlocked) is rings


@pytest.mark.parametrize(("clock", "rings"), [(TRUSTED, False), (ESTIMATED, True)])
def test_only_a_certain_evening_lets_a_call_wait_for_the_morning(
    unlocked: House, hands: Hands, clock: ClockState, rings: bool
) -> None:
    config = replace(unlocked.config, open_from="12:00", open_until="18:00")
    hands.clock = clock
    hands.forward(hours=10, minutes=5)
    evening, call = replace(unlocked, config=config), Call()
    call.ring(evening)
    assert stands(call, evening) is rings
    assert len(wishes(unlocked)) == 1


def test_in_a_house_before_its_first_day_it_only_rings(bare_house: House) -> None:
    call = Call()
    call.ring(bare_house)
    assert stands(call, bare_house)


def test_on_a_full_card_it_rings(unlocked: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise StoreFull("There is no room left.")

    monkeypatch.setattr(talks, "ask", full)
    call = Call()
    call.ring(unlocked)
    assert stands(call, unlocked)


def test_on_a_card_that_is_full_by_now_it_rings_though_earlier_calls_were_answered(
    unlocked: House,
) -> None:
    call = Call()
    with unlocked.database.reading() as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(1000):
        call.ring(unlocked)
        assert stands(call, unlocked)
        if not wishes(unlocked):
            break
        with unlocked.database.transaction() as db:
            db.execute("UPDATE talks SET answered = 1")
        assert not stands(call, unlocked)
    assert not wishes(unlocked)
