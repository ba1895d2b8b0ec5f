"""A game in which time passes stands still while its prompt, asked for again, is heard."""

from collections.abc import Iterator, Sequence

import pytest

from games.stage import stage as stages
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.script import Cue
from games.stage.stage import AGAIN, Stage

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


class Canvasless:
    size, mm = (154.0, 92.0), 5.2

    def drop(self) -> None:
        pass


class Voice:
    """Takes some seconds for a prompt, unless it is hushed."""

    def __init__(self, clock: list[float]) -> None:
        self._clock, self._until = clock, 0.0

    def say(self, *_: str) -> None:
        self._until = self._clock[0] + PROMPT

    def hush(self) -> None:
        self._until = 0.0

    @property
    def at(self) -> int | None:
        return 0 if self._clock[0] < self._until else None

    @property
    def speaking(self) -> bool:
        return self.at is not None


class Silence:
    def play(self, name: str | None) -> None:
        pass


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Let time pass as soon as somebody sleeps."""
    clock = [0.0]

    def sleep(seconds: float) -> list[object]:
        clock[0] += seconds
        return []

    monkeypatch.setattr(stages.touch, "events", sleep)
    monkeypatch.setattr(stages.touch, "devices", set)
    monkeypatch.setattr(Stage, "_clock", lambda _: clock[0])
    monkeypatch.setattr(Stage, "_draw", lambda *_: None)
    return clock


def lasts(clock: list[float], *taps: tuple[float, str], pauses: bool = True) -> tuple[float, Race]:
    """Play the race, tapping after so many seconds each; tell how long it lasted."""
    cues = [cue for wait, tap in taps for cue in (Cue("wait", wait), Cue("tap", tap))]
    race = Race(pauses=pauses)
    parts = Canvasless(), str, Voice(clock), Silence(), print, iter(cues), 1.0, None
    Stage(*parts).show(race)
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
