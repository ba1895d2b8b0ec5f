"""Children play it to its calm end, in the process in which the house starts it."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from games import report, rounds
from games.carry_together import layout, rules
from games.carry_together.view import Room
from tests.games import sitting
from tests.games.panels import SIZES
from tests.touch_screen import TouchScreen, touch_screen

FAST = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
COMMAND = [sys.executable, "-m", "games", "play", "carry_together", "--seed", "7", "--volume", "0"]
FOLLOW = {"hint_until": "end"}


play = partial(sitting.play, "carry_together")


def told(events: list[report.Event]) -> list[report.Played]:
    return [one for one in events if isinstance(one, report.Played)]


def hands_of(played: report.Played) -> list[int]:
    return [move for move in played.moves if isinstance(move, int)]


# Time passes: a busy machine keeps up where the stage is not too fast for it.
@pytest.mark.parametrize(
    ("level", "seats", "size", "touches", "speed"),
    [
        ("1", "2", "800x480", "10", "30"),
        ("1", "4", "1024x600", "1", "30"),
        ("12", "3", "1280x800", "10", "20"),
    ],
)
def test_the_water_is_carried_to_the_calm_end(tmp_path, level, seats, size, touches, speed):
    options = "--level", level, "--seats", seats, "--size", size, "--touches", touches
    events = play(tmp_path, *options, cues=[FOLLOW], speed=speed)
    assert events[-1] == report.Ended("done")
    assert not any(isinstance(one, report.Answered) for one in events)
    assert len(told(events)) == Room.rounds
    for one in told(events):
        assert one.over
        assert rules.result(rounds.replay(rules, one))


def test_who_lets_go_and_holds_again_carries_on(tmp_path):
    both = ["pad:0", "pad:1"]
    cues = [{"wait": 1}, {"hold": both}, {"wait": 2}, {"let": both[:1]}, {"wait": 1}]
    cues += [{"hold": both[:1]}, {"wait": 2}, {"tap": "leave"}]
    options = "--level", "1", "--seats", "2", "--touches", "2"
    (played,) = told(play(tmp_path, *options, cues=cues, speed="4"))
    assert hands_of(played) == [0, 1, 0, 0]
    assert rounds.replay(rules, played).stone >= 2


def test_it_is_played_from_the_keyboard(tmp_path):
    keys = [{"key": one} for one in ("down", "return", "right", "return")]
    cues = [{"wait": 1}, *keys, {"wait": 8}, {"key": "escape"}]
    events = play(tmp_path, "--level", "1", "--seats", "2", "--touches", "2", cues=cues, speed="4")
    assert told(events)[0].over


def test_only_two_or_more_are_asked_for(tmp_path):
    events = play(tmp_path, cues=[{"tap": "seats:3"}, {"wait": 1}, {"tap": "leave"}], speed="20")
    assert told(events)[0].seats == 3


@pytest.fixture(scope="module")
def screen() -> Iterator[TouchScreen]:
    with touch_screen() as screen:
        yield screen


@contextmanager
def started(screen: TouchScreen, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start the game on a real screen; it is there when the block begins."""
    environ = {**os.environ, **screen.environ, "SDL_AUDIODRIVER": "dummy"}
    command = [*COMMAND, "--level", "1", "--speed", "4", "--fullscreen", *options]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert report.parse(process.stdout.readline()) == report.Ready()
            yield process
        finally:
            screen.all_up()
            process.kill()


def put_down(screen: TouchScreen, seat: int) -> None:
    screen.down(seat, *layout.pads(SIZES["7 inch"])[seat].centre)


def until_told(process: subprocess.Popen[str]) -> report.Played:
    event = report.parse(process.stdout.readline())
    assert isinstance(event, report.Played)
    return event


@pytest.mark.parametrize("seats", [2, 3, 4])
def test_real_fingers_carry_it_let_go_and_carry_it_on(screen: TouchScreen, seats: int) -> None:
    with started(screen, "--seats", str(seats), "--touches", "10") as process:
        for seat in range(seats):
            put_down(screen, seat)
        screen.up(0)
        put_down(screen, 0)
        played = until_told(process)
    assert hands_of(played) == [*range(seats), 0, 0]
    assert played.over and not rules.helped(rounds.replay(rules, played))


def is_told(process: subprocess.Popen[str], seconds: float) -> bool:
    return bool(select.select([process.stdout], [], [], seconds)[0])


def test_a_panel_that_shows_two_fingers_at_once_is_held_from_the_next_round_on(
    screen: TouchScreen,
) -> None:
    with started(screen, "--seats", "2") as process:
        # Nothing is known of the panel yet: each hand taps, for a step.
        while not is_told(process, 0.4):
            put_down(screen, 0)
            put_down(screen, 1)
            screen.all_up()
        tapped = until_told(process)
        # Now they hold: once is enough, where the next round is there already.
        seconds = 0.5
        while not is_told(process, seconds):
            screen.all_up()
            put_down(screen, 0)
            put_down(screen, 1)
            seconds = 4.0
        held = until_told(process)
    steps = tapped.seats * rounds.replay(rules, tapped).last
    assert len(hands_of(tapped)) >= 2 * steps - tapped.seats
    assert len(hands_of(held)) < steps
    assert not rules.helped(rounds.replay(rules, held))
