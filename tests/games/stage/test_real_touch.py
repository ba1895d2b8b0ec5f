"""Several fingers at once, the whole way from a touch screen's driver to what a scene is told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.touch_screen import TouchScreen, touch_screen

# A scene with a pad in each corner, which tells what is held, and how many were seen at once.
PADS = """
import json, sys
import games.stage
import pygame
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.fingers import Fingers
from games.stage.scene import Scene
from games.stage.sound import Sound
from games.stage.stage import Curtain, Stage
from games.stage.text import Text
from games.stage.voice import Voice

PLACES = (2, 20), (130, 20), (2, 58), (130, 58)

class Pads(Scene):
    holds = True
    def targets(self):
        return [Target(str(at), Area(*place, 22, 22)) for at, place in enumerate(PLACES)]
    def held(self, names, now):
        print(json.dumps([sorted(names), stage.touches]), flush=True)
    def draw(self, canvas, now):
        canvas.clear()

pygame.display.init()
canvas = Canvas(pygame.display.set_mode((0, 0), pygame.FULLSCREEN), 5.2, Text(str))
stage = Stage(
    canvas, str, Voice("en", lambda: 0), Sound(lambda: 0), print, iter(()), 1.0, None, Fingers()
)
stage.display.after_first_frame = lambda: print("ready", flush=True)
try:
    stage.show(Pads())
except Curtain as curtain:
    print(curtain.why, flush=True)
"""
MIDDLE = {0: (13, 31), 1: (141, 31), 2: (13, 69), 3: (141, 69)}
LEAVE = 8, 8


@pytest.fixture(scope="module")
def screen() -> Iterator[TouchScreen]:
    with touch_screen() as screen:
        yield screen


@contextmanager
def pads(screen: TouchScreen) -> Iterator[subprocess.Popen[str]]:
    """Show the scene; it is there when the block begins, and left when it ends."""
    environ = {**os.environ, **screen.environ, "SDL_AUDIODRIVER": "dummy"}
    with subprocess.Popen(
        [sys.executable, "-c", PADS], env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
            screen.down(9, *LEAVE)
            assert process.stdout.readline() == "left\n"
        finally:
            screen.all_up()
            process.kill()


def told(process: subprocess.Popen[str]) -> tuple[set[str], int]:
    held, touches = json.loads(process.stdout.readline())
    return set(held), touches


def test_two_children_hold_and_let_go_and_hold_again(screen: TouchScreen) -> None:
    with pads(screen) as process:
        screen.down(0, *MIDDLE[0])
        assert told(process) == ({"0"}, 1)
        screen.down(1, *MIDDLE[1])
        assert told(process) == ({"0", "1"}, 2)
        screen.up(0)
        assert told(process) == ({"1"}, 2)
        screen.down(0, *MIDDLE[0])
        assert told(process) == ({"0", "1"}, 2)


def test_four_fingers_hold_at_once_and_are_lifted_in_any_order(screen: TouchScreen) -> None:
    with pads(screen) as process:
        for finger in range(4):
            screen.down(finger, *MIDDLE[finger])
            assert told(process) == ({str(one) for one in range(finger + 1)}, finger + 1)
        for finger in (2, 0, 3, 1):
            screen.up(finger)
        left = [{"0", "1", "3"}, {"1", "3"}, {"1"}, set()]
        assert [told(process)[0] for _ in left] == left


def test_a_finger_that_trembles_holds_on_and_one_that_slides_off_lets_go(
    screen: TouchScreen,
) -> None:
    with pads(screen) as process:
        screen.down(0, *MIDDLE[0])
        screen.down(1, *MIDDLE[1])
        assert [told(process)[0], told(process)[0]] == [{"0"}, {"0", "1"}]
        x, y = MIDDLE[0]
        for step in range(5):
            screen.move(0, x + step, y - step)
        screen.move(0, x + 40, y)
        assert told(process)[0] == {"1"}
        screen.move(0, x, y)
        assert told(process)[0] == {"0", "1"}


def test_a_finger_beside_the_pads_holds_nothing(screen: TouchScreen) -> None:
    with pads(screen) as process:
        screen.down(0, 77, 45)
        screen.down(1, *MIDDLE[1])
        assert told(process) == ({"1"}, 2)
