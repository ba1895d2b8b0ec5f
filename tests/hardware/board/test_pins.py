from collections.abc import Iterator
from threading import Thread

import pytest
from gpiozero import Device

from hardware.attendant import Shown
from hardware.board.pins import Played
from hardware.board.server import PLAYED
from hardware.box import Box, play_pins
from hardware.parts import SUGGESTED, Ups, Wiring, load


@pytest.fixture(autouse=True)
def mock_pins() -> Iterator[None]:
    play_pins()
    yield
    Device.pin_factory.reset()


def test_what_is_pressed_is_felt_by_the_parts_and_their_lights_are_told() -> None:
    happened: list[tuple[str, bool]] = []
    played = Played(load(PLAYED))
    box = Box(load(PLAYED), lambda *what: happened.append(what))
    happened.clear()
    for part in ("help", "off", "presence", "ups"):
        assert played.press(part, is_so=True) and played.press(part, is_so=False)
    assert happened == [(p, so) for p in ("help", "off", "presence", "ups") for so in (True, False)]
    box.show(Shown((1.0, 0.0, 1.0), 1.0, 1.0))
    assert played.lights() == {"status": [1, 0, 1], "help": True, "tone": True}
    box.close()


@pytest.mark.parametrize("part", ["status", "rtc", "nothing"])
def test_what_is_no_input_is_not_pressed(part: str) -> None:
    assert not Played(load(PLAYED)).press(part, is_so=True)


def test_mains_that_fail_high_are_cut_by_high() -> None:
    wiring = Wiring({"ups": Ups(6, fails="high")})
    happened: list[tuple[str, bool]] = []
    box = Box(wiring, lambda *what: happened.append(what))
    Played(wiring).press("ups", is_so=True)
    assert happened == [("ups", True)]
    box.close()


def test_whoever_waits_is_woken_by_a_change_and_else_in_time() -> None:
    played, turns = Played(Wiring()), []
    first = played.wait(-1, 5)
    waiting = Thread(target=lambda: turns.append(played.wait(first, 10)))
    waiting.start()
    played.note()
    waiting.join(5)
    assert turns == [first + 1]
    assert played.wait(first + 1, 0.01) == first + 1


def test_all_that_can_be_pressed_or_lit_is_on_the_board() -> None:
    assert set(load(PLAYED).parts) == set(load(SUGGESTED).parts) - {"rtc"}
