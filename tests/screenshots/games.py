"""A moment of every game on one sheet, for the README of the games."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pygame

from games.catalog import GAMES

SILENT = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
SIZE, SHOWN, COLUMNS, GAP = (800, 480), (400, 240), 3, 8


@dataclass(frozen=True)
class Moment:
    """What is played until the picture: level, seats, taps, and seconds after them."""

    level: int
    seats: int = 1
    taps: tuple[str, ...] = ()
    wait: float = 1.5


# Where a game is not named, its picture is of a third level that has just begun.
BEGUN = Moment(3)
MOMENTS = {
    "team_pairs": Moment(4, 2, ("hint",) * 4),
    "firefly_path": Moment(3, 2, ("hint",) * 7),
    "sheep_wolf": Moment(4, 2, ("hint",) * 4, 1.2),
    "sort_switch": Moment(5, 1, ("hint",) * 5),
    "carry_together": Moment(5, 4, ("hint",) * 10),
    "number_road": Moment(5, 1, ("hint",) * 2),
    "share_fair": Moment(5, 1, ("hint",) * 2),
    "calm_breath": Moment(1, 1, (), 18.0),
    "my_weather": Moment(6),
    "peace_steps": Moment(4, 1, ("hint",)),
    "hanzi_trace": Moment(6, 1, ("hint",) * 3),
}


def draw(scratch: Path, sheet_at: Path) -> None:
    """Draw the sheet."""
    rows = -(-len(GAMES) // COLUMNS)
    width, height = (one + GAP for one in SHOWN)
    sheet = pygame.Surface((COLUMNS * width + GAP, rows * height + GAP))
    sheet.fill("white")
    for at, game in enumerate(GAMES):
        moment = MOMENTS.get(game.name, BEGUN)
        shown = pygame.image.load(frame(game.name, moment, scratch / game.name))
        place = GAP + at % COLUMNS * width, GAP + at // COLUMNS * height
        sheet.blit(pygame.transform.smoothscale(shown, SHOWN), place)
    pygame.image.save(sheet, sheet_at)


def frame(name: str, moment: Moment, scratch: Path) -> Path:
    """Play a game until its moment, and leave; tell where its last picture lies."""
    scratch.mkdir(parents=True)
    script, frames = scratch / "play.jsonl", scratch / "frames"
    cues = [{"wait": 1.0}]
    for tap in moment.taps:
        cues += [{"tap": tap}, {"wait": 0.6}]
    cues += [{"wait": moment.wait}, {"tap": "leave"}]
    script.write_text("\n".join(map(json.dumps, cues)))
    how = {
        "level": moment.level,
        "seats": moment.seats,
        "seed": 3,
        "size": "x".join(map(str, SIZE)),
        "script": script,
        "frames": frames,
        "speed": 10,
        "volume": 0,
    }
    chosen = [part for key, value in how.items() for part in (f"--{key}", str(value))]
    subprocess.run(
        [sys.executable, "-m", "games", "play", name, "--still", *chosen],
        env={**os.environ, **SILENT},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return sorted(frames.iterdir())[-1]
