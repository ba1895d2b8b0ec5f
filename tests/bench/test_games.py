"""What each game costs a small machine: a frame, waiting for a child, memory, its beginning."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import mean

import psutil
import pytest

from games.catalog import GAMES, Game

SCREENLESS = {
    **os.environ,
    "SDL_VIDEODRIVER": "dummy",
    "SDL_AUDIODRIVER": "dummy",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}
# The floor: a program with nothing but a window and its first frame.
WINDOW = """
import time
import pygame
pygame.display.init()
screen = pygame.display.set_mode((1280, 800))
screen.fill("white")
pygame.display.flip()
print("ready", flush=True)
time.sleep(60)
"""
EMPTY = [sys.executable, "-c", WINDOW]
SETTLES, WAITS, ROUNDS = 3.0, 20.0, 7
# These wait for nobody: animals come, and breath goes, whether a child touches or not.
PLAYS_ON = {"sheep_wolf", "calm_breath"}

# Each takes minutes, and measures nothing where other tests run beside it.
pytestmark = [pytest.mark.bench, pytest.mark.long]


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
        """Tell how much memory is its own share, in MiB."""
        return self.process.memory_full_info().pss / 2**20


@contextmanager
def begun(command: list[str]) -> Iterator[Begun]:
    """Start a program, and wait until it says that its first frame is there."""
    at = time.perf_counter()
    with subprocess.Popen(command, env=SCREENLESS, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and "ready" in process.stdout.readline()
        yield Begun(time.perf_counter() - at, psutil.Process(process.pid))
        process.kill()


def play(game: Game) -> list[str]:
    options = ["--seats", str(game.seats[0]), "--size", "1280x800", "--level", "8", "--volume", "0"]
    return [sys.executable, "-m", "games", "play", game.name, *options]


def first_frame(command: list[str]) -> float:
    """Tell after how many seconds the first frame of a program is there."""
    with begun(command) as program:
        return program.seconds


def test_a_changed_frame_costs_at_most_six_full_screen_blits() -> None:
    over = {}
    print("\nchanged frames at 1280x800, drawn without a screen")
    for game in GAMES:
        command = [sys.executable, "-m", "tests.bench.frames", game.name]
        told = json.loads(subprocess.check_output(command, env=SCREENLESS, text=True))
        frames, floor = told["frames"], mean(told["floors"])
        ratio, late = mean(frames) / floor, sum(one > 0.033 for one in frames)
        print(
            f"  {game.name:16} {len(frames):4} frames, mean {mean(frames) * 1000:.2f} ms,"
            f" longest {max(frames) * 1000:.0f} ms; a blit {floor * 1000:.2f} ms: {ratio:.1f} times"
        )
        if ratio > 6 or late > len(frames) / 100:
            over[game.name] = ratio, late
    assert over == {}


def test_a_game_begins_nearly_as_soon_as_an_empty_window() -> None:
    """The two take turns, and the quickest of each counts: others use the machine, too."""
    late = {}
    print("\nfirst frame at 1280x800")
    for game in GAMES:
        pairs = [(first_frame(EMPTY), first_frame(play(game))) for _ in range(ROUNDS)]
        floor, ours = (min(seconds) for seconds in zip(*pairs, strict=True))
        ratio = ours / floor
        print(f"  {game.name:16} {ours:.2f} s, an empty window {floor:.2f} s: {ratio:.2f} times")
        if ratio > 1.6:
            late[game.name] = ratio
    assert late == {}


def test_a_game_that_waits_costs_little() -> None:
    with begun(EMPTY) as empty:
        floor = empty.memory()
    print(f"\nwaiting for a child; an empty window has {floor:.0f} MiB")
    over = {}
    for game in GAMES:
        share, held = waiting(game)
        print(f"  {game.name:16} {share:.2%} of a core, {held:.0f} MiB: {held / floor:.2f} times")
        if share > (0.03 if game.name in PLAYS_ON else 0.01) or held > 2.5 * floor:
            over[game.name] = share, held
    assert over == {}


def waiting(game: Game) -> tuple[float, float]:
    """Let a game wait for a child: tell which share of a core it takes, and how many MiB."""
    with begun(play(game)) as program:
        time.sleep(SETTLES)
        before = program.busy()
        time.sleep(WAITS)
        return (program.busy() - before) / WAITS, program.memory()
