"""One game from its first frame to its last line."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pygame

from games import report
from games.catalog import Game
from games.learner import Learner
from games.learning import HIGHEST, LOWEST, Standing
from games.stage import script, sitting, window
from games.stage.canvas import Canvas
from games.stage.fingers import Fingers, claimed
from games.stage.sound import Sound
from games.stage.stage import Curtain, Stage
from games.stage.text import Text
from games.stage.voice import Voice
from games.stage.watchdog import Watchdog
from games.words import speaker

# Pixels in a millimetre of the panels we know; another one is taken for a 7-inch panel.
_PANELS = {(800, 480): 5.2, (1024, 600): 6.6, (1280, 800): 5.9}
_SEVEN_INCH = 154.0, 92.0


@dataclass(frozen=True, slots=True)
class Options:
    """How a game is started; `seats` of None asks, `size` and `touches` of None are the screen's.

    `level` fixes that of every round; else it is chosen for who has a rating, or is new.
    `recalled` tells how likely each fact that the child was asked is remembered.
    """

    seats: int | None
    level: int | None
    rating: float | None
    answers: int
    young: bool
    recalled: Mapping[str, float]
    seed: int | None
    language: str
    words: Mapping[str, str]
    size: tuple[int, int] | None
    mm: float | None
    script: Path | None
    speed: float
    volume: int
    quiet_in: float | None
    still: bool
    fullscreen: bool
    frames: Path | None
    touches: int | None = None

    def learner(self, game: Game) -> Learner:
        """Give who chooses the level of each round of a game."""
        standing = Standing() if self.rating is None else Standing(self.rating, self.answers)
        # Chance of its own: how cards are dealt hangs on the seed alone.
        chance = Random(self.seed)
        level = self.level if game.scored else self.level or self._depth(chance)
        return Learner(
            chance,
            standing,
            young=self.young,
            guess=game.guess,
            fixed=level,
            recalled=self.recalled,
        )

    def _depth(self, chance: Random) -> int:
        """Choose how deep a sitting goes where nothing is right or wrong: nobody earns it."""
        return chance.randint(LOWEST, HIGHEST // 2 if self.young else HIGHEST)


def run(game: Game, options: Options) -> None:
    """Play a game and tell what happens, line by line, on standard output."""
    cues = script.read(options.script) if options.script else iter(())
    watchdog = Watchdog()
    watchdog.feed()
    if options.frames is not None:
        options.frames.mkdir(parents=True, exist_ok=True)
    say, loud = speaker(options.language, options.words), _loudness(options)
    text_voice = Voice(options.language, loud, options.speed)
    sound = Sound(loud)
    canvas = _open(options, Text(say))
    fingers = Fingers(options.touches, claimed())
    senses = (canvas, say, text_voice, sound, _tell, cues, options.speed, options.frames, fingers)
    stage = Stage(*senses, watchdog.feed)
    stage.display.after_first_frame = _opening(sound)
    signal.signal(signal.SIGTERM, _stopper(stage))
    try:
        _tell(report.Ended(_play(game, stage, canvas, options)))
    except BrokenPipeError:
        # Nobody listens any more: what is left in the buffer goes nowhere, silently.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        text_voice.hush()
        pygame.quit()


def _loudness(options: Options) -> Callable[[], int]:
    """Tell at any time how loud to be: quiet hours may begin during a game."""
    begin = time.monotonic()

    def loud() -> int:
        past = options.quiet_in is not None and time.monotonic() - begin >= options.quiet_in
        return 0 if past else options.volume

    return loud


def _play(game: Game, stage: Stage, canvas: Canvas, options: Options) -> str:
    room = import_module(f"games.{game.name}.view").Room
    how = sitting.How(options.seats, options.learner(game), options.still)
    try:
        sitting.play(game, room, stage, canvas.size, Random(options.seed), how)
    except Curtain as curtain:
        return curtain.why
    return "done"


def _open(options: Options, text: Text) -> Canvas:
    surface = window.open_window(options.size, fullscreen=options.fullscreen)
    width, height = surface.get_size()
    fitting = min(width / _SEVEN_INCH[0], height / _SEVEN_INCH[1])
    return Canvas(surface, options.mm or _PANELS.get((width, height), fitting), text)


def _opening(sound: Sound) -> Callable[[], None]:
    """Give what follows the first frame: the line that it is there, then the sound device."""

    def ready() -> None:
        _tell(report.Ready())
        sound.open()

    return ready


def _stopper(stage: Stage) -> Callable[[int, Any], None]:
    def stop(_number: int, _frame: Any) -> None:  # noqa: ANN401
        stage.stopped = True

    return stop


def _tell(event: report.Event) -> None:
    sys.stdout.write(report.write(event) + "\n")
    sys.stdout.flush()
