"""A game that hangs, as a process: the test's own process must not be what is bitten."""

import os
import subprocess
import sys

# One scene goes on for longer than the watchdog is patient; the other never comes back.
GAME = """
import time
import games.stage
import pygame
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.sound import Sound
from games.stage.stage import Stage
from games.stage.text import Text
from games.stage.voice import Voice
from games.stage.watchdog import Watchdog

class Waits(Scene):
    until = time.monotonic() + 2.5
    def due(self):
        return 0.0
    def step(self, now):
        self.done = time.monotonic() > self.until
    def draw(self, canvas, now):
        canvas.clear()

class Hangs(Waits):
    def step(self, now):
        time.sleep(60)

pygame.display.init()
canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
voice, sound = Voice("en", lambda: 0), Sound(lambda: 0)
watchdog = Watchdog(1.5)
stage = Stage(canvas, str, voice, sound, print, iter(()), 1.0, None, None, watchdog.feed)
stage.show(Waits())
print("waited", flush=True)
stage.show(Hangs())
print("never", flush=True)
"""


def test_a_game_that_hangs_ends_and_tells_where_and_one_that_waits_does_not() -> None:
    environ = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    game = subprocess.run(
        [sys.executable, "-c", GAME],
        env=environ,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert game.stdout == "waited\n"
    assert game.returncode == 1
    assert "in step" in game.stderr
