"""Plays one round of a game without a screen and tells, as JSON, what each frame cost.

The floor is a full-screen blit after each frame: it finds the processor's caches as the frame does.
Seconds are of this thread's own time, as other programs run beside it.
"""

import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from random import Random

import pygame

from games.catalog import find
from games.learner import Learner
from games.learning import Standing
from games.stage import sitting
from games.stage.canvas import Canvas
from games.stage.script import Cue
from games.stage.sound import Sound
from games.stage.stage import Curtain, Stage
from games.stage.text import Text
from games.stage.voice import Voice
from games.words import speaker

SIZE, MM = (1280, 800), 5.9
THINKS = 0.6
LEVEL = 8


class Watched(Stage):
    """A stage that notes what each frame and each rehearsal costs."""

    def __init__(self, canvas: Canvas) -> None:
        say = speaker("zh_Hans", {})
        voice, sound = Voice("zh_Hans", lambda: 0), Sound(lambda: 0)
        super().__init__(canvas, say, voice, sound, lambda _: None, child(), 1.0, None)
        self.frames: list[float] = []
        self.floors: list[float] = []
        self._other = canvas.surface.copy()
        self._picture = canvas.surface.copy()

    def _draw(self, now: float) -> None:
        began = time.thread_time()
        super()._draw(now)
        drawn = time.thread_time()
        self._other.blit(self._picture, (0, 0))
        self.frames.append(drawn - began)
        self.floors.append(time.thread_time() - drawn)


def child() -> Iterator[Cue]:
    """Do what the game would point at, after having thought a moment."""
    while True:
        yield Cue("wait", THINKS)
        yield Cue("tap", "hint")


def main(name: str) -> None:
    """Play a round of a game and tell of it."""
    game = find(name)
    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode(SIZE), MM, Text(speaker("zh_Hans", {})))
    stage = Watched(canvas)
    room = import_module(f"games.{name}.view").Room
    room.rounds = 1
    learner = Learner(Random(1), Standing(), young=False, guess=game.guess, fixed=LEVEL)
    how = sitting.How(game.seats[1], learner, still=False)
    try:
        sitting.play(game, room, stage, canvas.size, Random(3), how)
    except Curtain as curtain:
        sys.exit(f"{name} ended early: {curtain.why}")
    print(json.dumps({"frames": stage.frames, "floors": stage.floors}))


if __name__ == "__main__":
    main(*sys.argv[1:])
