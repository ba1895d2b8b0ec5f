"""The game of pairs on an X server that draws into memory, beside an empty window and GCompris's.

What counts as a picture is whatever a screen shows first: of GCompris its menu, of ours the game.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from games.catalog import find
from tests.bench import shares
from tests.bench.figures import Figures
from tests.bench.peers import gcompris
from tests.bench.pictures import Watcher, watched
from tests.bench.programs import SCREENLESS, empty, play
from tests.touch_screen import touch_screen

SIZE = (1024, 768)
ROUNDS, SETTLES, WAITS = 5, 15.0, 20.0

pytestmark = [pytest.mark.bench, pytest.mark.long]

Program = tuple[Sequence[str], Mapping[str, str]]


def waiting(watcher: Watcher, program: Program) -> tuple[float, float]:
    """Tell what one takes that waits for a child: of a core in percent, and of memory in MB."""
    with watcher.showing(*program) as running:
        time.sleep(SETTLES)
        busy = running.busy()
        time.sleep(WAITS)
        return 100 * (running.busy() - busy) / WAITS, shares.megabytes([running.process.pid])


def test_a_game_on_a_screen(tmp_path: Path, figures: Figures) -> None:
    with (
        touch_screen(SIZE) as screen,
        watched(screen.environ["DISPLAY"], SIZE) as watcher,
    ):
        # As our games choose it themselves where no compositor is.
        shown = {**SCREENLESS, **screen.environ, "SDL_FRAMEBUFFER_ACCELERATION": "0"}
        programs: dict[str, Program] = {
            "ours": (play(find("team_pairs"), SIZE), shown),
            "floors": (empty(SIZE), shown),
        }
        if gcompris.version():
            at = screen.environ["DISPLAY"]
            programs["peers"] = (gcompris.COMMAND, gcompris.environ(at, tmp_path))
        first: dict[str, list[float]] = {name: [] for name in programs}
        # The first of each finds the disk cold, and nothing remembered.
        for _ in range(ROUNDS + 1):
            for name, program in programs.items():
                with watcher.showing(*program) as running:
                    first[name].append(running.seconds)
        busy, held = {}, {}
        for name, program in programs.items():
            busy[name], held[name] = waiting(watcher, program)
    figures.tell("pairs on a screen, first picture", **{one: of[1:] for one, of in first.items()})
    del busy["floors"]
    figures.tell("pairs on a screen, waiting, share of a core", **busy)
    figures.tell("pairs on a screen, memory", **held)
    figures.hold()
