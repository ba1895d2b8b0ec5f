"""A game in which time passes stands still while its words are heard."""

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
    """Ends after ten of its own seconds; moves, says something else, as it is told to."""

    prompt = "Wait."

    def __init__(
        self, *, pauses: bool = True, changes_at: float = LENGTH, moves: float = 0.0
    ) -> None:
        self.pauses, self._changes_at, self._moves = pauses, changes_at, moves
        self.pressed: list[float] = []

    def targets(self) -> Sequence[Target]:
        return [Target("gate", Area(50, 40, 20, 20))]

    def press(self, name: str, now: float) -> None:
        self.pressed.append(now)

    def moving(self, now: float) -> bool:
        return self._changes_at <= now < self._changes_at + self._moves

    def due(self) -> float:
        return LENGTH if self.prompt != "Wait." else self._changes_at

    def step(self, now: float) -> None:
        self.prompt, self.done = "Go.", now >= LENGTH

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


def lasts(clock: list[float], race: Race, *taps: tuple[float, str], heard: bool = True) -> float:
    """Play a race, tapping after so many seconds each; tell how long it lasted."""
    cues = [cue for wait, tap in taps for cue in (Cue("wait", wait), Cue("tap", tap))]
    voice = Voice(clock, PROMPT)
    voice.heard = heard
    stage(voice, cues).show(race)
    return clock[0]


def test_it_begins_when_its_words_were_heard(clock: list[float]) -> None:
    assert lasts(clock, Race()) == about(LENGTH + PROMPT)


def test_a_touch_ends_the_words_and_begins_it(clock: list[float]) -> None:
    race = Race()
    assert lasts(clock, race, (1.0, "gate")) == about(LENGTH + 1)
    assert race.pressed == [0.0]


def test_it_stands_still_while_something_new_is_heard(clock: list[float]) -> None:
    assert lasts(clock, Race(changes_at=5.0)) == about(LENGTH + 2 * PROMPT)


def test_what_moves_comes_to_rest_while_the_words_have_begun(clock: list[float]) -> None:
    assert lasts(clock, Race(changes_at=5.0, moves=1.5)) == about(LENGTH + 2 * PROMPT - 1.5)


def test_it_stands_still_while_its_words_are_heard_again(clock: list[float]) -> None:
    assert lasts(clock, Race(), (PROMPT + 5.0, AGAIN)) == about(LENGTH + 2 * PROMPT)


def test_a_scene_that_does_not_ask_for_it_goes_on(clock: list[float]) -> None:
    assert lasts(clock, Race(pauses=False, changes_at=3.0), (5.0, AGAIN)) == about(LENGTH)


def test_nothing_waits_for_words_that_nobody_can_hear(clock: list[float]) -> None:
    assert lasts(clock, Race(changes_at=3.0), (5.0, AGAIN), heard=False) == about(LENGTH)


def test_a_touch_ends_the_pause_and_counts_for_the_moment_that_is_seen(clock: list[float]) -> None:
    race = Race()
    seconds = lasts(clock, race, (PROMPT + 5.0, AGAIN), (1.0, "gate"))
    assert race.pressed == [about(5.0)]
    assert LENGTH + PROMPT < seconds < LENGTH + 2 * PROMPT


def test_asking_twice_does_not_stop_it_for_ever(clock: list[float]) -> None:
    seconds = lasts(clock, Race(), (PROMPT + 5.0, AGAIN), (1.0, AGAIN))
    assert LENGTH + 2 * PROMPT < seconds < LENGTH + 3 * PROMPT


def about(seconds: float) -> object:
    """Take what is as near as the stage's naps let it be."""
    return pytest.approx(seconds, abs=3 * stages.NAP)
