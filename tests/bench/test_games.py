"""What each game costs a small machine: a frame, waiting for a child, memory, its beginning."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import mean

import psutil
import pytest

from games.catalog import GAMES, Game
from tests.bench.figures import Figures

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
SETTLES, WAITS, ROUNDS = 3.0, 20.0, 5
# A frame that the eye misses, in seconds; so many games that are played at one time.
LATE, AT_ONCE = 0.033, 4
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


def play(game: Game) -> list[str]:
    options = ["--seats", str(game.seats[0]), "--size", "1280x800", "--level", "8", "--volume", "0"]
    return [sys.executable, "-m", "games", "play", game.name, *options]


def first_frame(command: list[str]) -> float:
    """Tell after how many seconds the first frame of a program is there."""
    with begun(command) as program:
        return program.seconds


def frames(game: Game) -> dict[str, list[float]]:
    """Play a round of a game; tell what its frames and as many full-screen blits cost."""
    command = [sys.executable, "-m", "tests.bench.frames", game.name]
    told: dict[str, list[float]] = json.loads(
        subprocess.check_output(command, env=SCREENLESS, text=True)
    )
    return told


def test_a_changed_frame_costs_little_beside_full_screen_blits(figures: Figures) -> None:
    """Some are played at one time: most of it they wait, and each counts its own time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = dict(zip([game.name for game in GAMES], pool.map(frames, GAMES), strict=True))
    ratios = {name: mean(one["frames"]) / mean(one["floors"]) for name, one in told.items()}
    for name, one in told.items():
        print(
            f"\n  {name:16} {len(one['frames']):4} frames, longest {max(one['frames']):.3f} s,"
            f" {ratios[name]:.1f} blits",
            end="",
        )
    dearest = max(ratios, key=ratios.__getitem__)
    ours, floor = (1000 * mean(told[dearest][kind]) for kind in ("frames", "floors"))
    figures.tell("game, a changed frame", ours, floor, note=dearest)
    figures.hold()
    late = {name: [one for one in of["frames"] if one > LATE] for name, of in told.items()}
    assert not [name for name, of in late.items() if len(of) > len(told[name]["frames"]) / 100]


def test_a_game_begins_nearly_as_soon_as_an_empty_window(figures: Figures) -> None:
    """The two take turns, and the quickest of each counts: others use the machine, too."""
    found = {}
    for game in GAMES:
        pairs = [(first_frame(play(game)), first_frame(EMPTY)) for _ in range(ROUNDS)]
        found[game.name] = ours, floor = [min(seconds) for seconds in zip(*pairs, strict=True)]
        print(f"\n  {game.name:16} {ours:.2f} s, an empty window {floor:.2f} s", end="")
    latest = max(found, key=lambda name: found[name][0] / found[name][1])
    figures.tell("game, first frame", *found[latest], note=latest)
    figures.hold()


def test_a_game_that_waits_costs_little(figures: Figures) -> None:
    """All wait at one time, each for itself: they would take minutes one after the other."""
    with ExitStack() as stack:
        empty = stack.enter_context(begun(EMPTY))
        games = {game.name: stack.enter_context(begun(play(game))) for game in GAMES}
        time.sleep(SETTLES)
        before = {name: one.busy() for name, one in games.items()}
        time.sleep(WAITS)
        shares = {name: 100 * (one.busy() - before[name]) / WAITS for name, one in games.items()}
        floor, held = empty.memory(), {name: one.memory() for name, one in games.items()}
    for name, share in shares.items():
        print(f"\n  {name:16} {share:.2f}% of a core, {held[name]:.0f} MB", end="")
    waits = {name: share for name, share in shares.items() if name not in PLAYS_ON}
    for row, found in (
        ("game, waiting, share of a core", waits),
        ("game that plays on by itself, share of a core", {one: shares[one] for one in PLAYS_ON}),
    ):
        busiest = max(found, key=found.__getitem__)
        figures.tell(row, found[busiest], note=busiest)
    largest = max(held, key=held.__getitem__)
    figures.tell("game, memory", held[largest], floor, note=largest)
    figures.hold()
