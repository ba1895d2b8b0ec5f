"""What each game costs a small machine: a frame, waiting for a child, memory, its beginning."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import mean

import pytest

from games.catalog import GAMES, Game
from tests.bench.figures import Figures
from tests.bench.programs import SCREENLESS, begun, empty, play

SETTLES, WAITS, ROUNDS = 3.0, 20.0, 5
# A frame that the eye misses, in seconds; so many games that are played at one time.
LATE, AT_ONCE = 0.033, 4
# These wait for nobody: animals come, and breath goes, whether a child touches or not.
PLAYS_ON = {"sheep_wolf", "calm_breath"}

# Each takes minutes, and measures nothing where other tests run beside it.
pytestmark = [pytest.mark.bench, pytest.mark.long]


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
        pairs = [(first_frame(play(game)), first_frame(empty())) for _ in range(ROUNDS)]
        found[game.name] = ours, floor = [min(seconds) for seconds in zip(*pairs, strict=True)]
        print(f"\n  {game.name:16} {ours:.2f} s, an empty window {floor:.2f} s", end="")
    latest = max(found, key=lambda name: found[name][0] / found[name][1])
    figures.tell("game, first frame", *found[latest], note=latest)
    figures.hold()


def test_a_game_that_waits_costs_little(figures: Figures) -> None:
    """All wait at one time, each for itself: they would take minutes one after the other."""
    with ExitStack() as stack:
        floor = stack.enter_context(begun(empty()))
        games = {game.name: stack.enter_context(begun(play(game))) for game in GAMES}
        time.sleep(SETTLES)
        before = {name: one.busy() for name, one in games.items()}
        time.sleep(WAITS)
        shares = {name: 100 * (one.busy() - before[name]) / WAITS for name, one in games.items()}
        least, held = floor.memory(), {name: one.memory() for name, one in games.items()}
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
    figures.tell("game, memory", held[largest], least, note=largest)
    figures.hold()
