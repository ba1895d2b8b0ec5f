from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from hardware.rhythms import Mood
from kiosk.desk.mood import Facts, gather, mood_of
from kiosk.domain.children import Child
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store import notices
from kiosk.store.attendance import talks
from sync import outbox
from sync.summary import DAY
from tests.cast import Hands, enrol


def mood(house: House, *, is_dark: bool = False, calls: bool = False) -> Mood:
    return mood_of(gather(house, calls=calls, is_dark=is_dark, failed=False))


@pytest.mark.parametrize("facts", [*product((True, False), repeat=4)])
def test_what_needs_a_person_comes_first_and_nothing_waits_in_the_night(facts: tuple) -> None:
    calls, needs, waits, sleeps = facts
    found = mood_of(Facts(calls, needs, waits, sleeps))
    if calls or needs:
        assert found is Mood.NEEDS
    elif sleeps:
        assert found is Mood.ASLEEP
    else:
        assert found is (Mood.WAITING if waits else Mood.READY)


def test_a_house_in_which_all_is_well_is_ready_and_sleeps_in_the_dark(house: House) -> None:
    assert mood(house) is Mood.READY
    assert mood(house, is_dark=True) is Mood.ASLEEP


def test_a_house_that_could_not_be_switched_off_needs_somebody(house: House) -> None:
    assert mood_of(gather(house, calls=False, is_dark=False, failed=True)) is Mood.NEEDS


def test_a_house_before_its_first_day_needs_somebody(bare_house: House) -> None:
    assert mood(bare_house) is Mood.NEEDS


def test_a_house_without_a_date_needs_somebody(house: House, hands: Hands) -> None:
    hands.clock = ClockState.UNKNOWN
    assert mood(house) is Mood.NEEDS


def test_what_she_must_hear_needs_her(house: House) -> None:
    with house.database.transaction() as db:
        notices.tell(db, house.clock(), "The records were repaired.")
    assert mood(house) is Mood.NEEDS


def test_what_waits_to_be_sent_is_shown(house: House) -> None:
    enrol(house)
    with house.database.transaction() as db:
        outbox.put(db, DAY, {"n": 1}, 0)
    assert mood(house) is Mood.WAITING


def test_the_light_does_not_turn_red_beside_a_child_that_has_just_asked(
    house: House, panda: Child, hands: Hands
) -> None:
    with house.database.transaction() as db:
        talks.ask(db, house.vault, panda.id, house.clock())
    assert mood(house) is Mood.READY
    hands.forward(days=1)
    assert mood(house) is Mood.NEEDS


def test_a_house_that_only_estimates_the_hour_is_not_told_to_be_asleep(
    house: House, hands: Hands
) -> None:
    closed = replace(house.config, open_from="14:00", open_until="18:00")
    hands.clock = ClockState.ESTIMATED
    assert mood(replace(house, config=closed)) is Mood.READY


def test_a_closed_house_sleeps(house: House, hands: Hands) -> None:
    closed = replace(house.config, open_from="14:00", open_until="18:00")
    assert mood(replace(house, config=closed)) is Mood.ASLEEP
    hands.at += timedelta(hours=8)
    assert mood(replace(house, config=closed)) is Mood.READY
