"""Games of ours as programs, and the floor beside them: one with nothing but a window."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from games.catalog import Game

SCREENLESS = {
    **os.environ,
    "SDL_VIDEODRIVER": "dummy",
    "SDL_AUDIODRIVER": "dummy",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}
_WINDOW = """
import time
import pygame
pygame.display.init()
screen = pygame.display.set_mode(({}, {}))
screen.fill("white")
pygame.display.flip()
print("ready", flush=True)
time.sleep(60)
"""
SIZE = (1280, 800)


@dataclass(frozen=True, slots=True)
class Begun:
    """A running program: after how many seconds its first frame was there."""

    seconds: float
    process: psutil.Process

    def busy(self) -> float:
        """Tell how many seconds of a core it has used."""
        times = self.process.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Tell how much memory is its own share, in MB."""
        return self.process.memory_full_info().pss / 1e6


@contextmanager
def begun(command: list[str]) -> Iterator[Begun]:
    """Start a program, and wait until it says that its first frame is there."""
    at = time.perf_counter()
    with subprocess.Popen(command, env=SCREENLESS, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and "ready" in process.stdout.readline()
        yield Begun(time.perf_counter() - at, psutil.Process(process.pid))
        process.kill()


def empty(size: tuple[int, int] = SIZE) -> list[str]:
    """Tell how the floor is started."""
    return [sys.executable, "-c", _WINDOW.format(*size)]


def play(game: Game, size: tuple[int, int] = SIZE) -> list[str]:
    """Tell how a game is started."""
    options = ["--seats", str(game.seats[0]), "--size", "{}x{}".format(*size)]
    options += ["--level", "8", "--volume", "0"]
    return [sys.executable, "-m", "games", "play", game.name, *options]
