"""A game in which time passes stands still while its prompt, asked for again, is heard."""

from collections.abc import Sequence

import pytest

from games.stage import stage as stages
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.script import Cue
from games.stage.stage import AGAIN
from tests.games.unseen import Voice, stage

LENGTH, PROMPT = 10.0, 4.0


class Race(Scene):
    """Ends after ten of its own seconds; notes when it was pressed."""

    prompt = "Wait."

    def __init__(self, *, pauses: bool) -> None:
        self.pauses = pauses
        self.pressed: list[float] = []

    def targets(self) -> Sequence[Target]:
        return [Target("gate", Area(50, 40, 20, 20))]

    def press(self, name: str, now: float) -> None:
        self.pressed.append(now)

    def due(self) -> float:
        return LENGTH

    def step(self, now: float) -> None:
        self.done = True

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


def lasts(clock: list[float], *taps: tuple[float, str], pauses: bool = True) -> tuple[float, Race]:
    """Play the race, tapping after so many seconds each; tell how long it lasted."""
    cues = [cue for wait, tap in taps for cue in (Cue("wait", wait), Cue("tap", tap))]
    race = Race(pauses=pauses)
    stage(Voice(clock, PROMPT), cues).show(race)
    return clock[0], race


def test_it_stands_still_while_the_prompt_is_heard_again(clock: list[float]) -> None:
    seconds, _ = lasts(clock, (5.0, AGAIN))
    assert seconds == pytest.approx(LENGTH + PROMPT, abs=2 * stages.NAP)


def test_a_scene_that_does_not_ask_for_it_goes_on(clock: list[float]) -> None:
    seconds, _ = lasts(clock, (5.0, AGAIN), pauses=False)
    assert seconds == pytest.approx(LENGTH, abs=stages.NAP)


def test_a_touch_ends_the_pause_and_counts_for_the_moment_that_is_seen(clock: list[float]) -> None:
    seconds, race = lasts(clock, (5.0, AGAIN), (1.0, "gate"))
    (pressed,) = race.pressed
    assert pressed == pytest.approx(5.0, abs=2 * stages.NAP)
    assert LENGTH < seconds < LENGTH + PROMPT


def test_asking_twice_does_not_stop_it_for_ever(clock: list[float]) -> None:
    seconds, _ = lasts(clock, (5.0, AGAIN), (1.0, AGAIN))
    assert LENGTH + PROMPT < seconds < LENGTH + 2 * PROMPT
