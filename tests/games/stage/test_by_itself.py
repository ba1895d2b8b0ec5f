"""A scene that goes on by itself is never left for want of a touch; what follows it is."""

import pytest

from games.stage import stage as stages
from games.stage.canvas import Canvas
from games.stage.quiet import HOME
from games.stage.scene import Scene
from games.stage.stage import Curtain, Stage


class Clip(Scene):
    """Lasts some seconds, and draws nothing."""

    prompt = "Listen."
    controls = False

    def __init__(self, stage: Stage, seconds: float, *, by_itself: bool) -> None:
        self._end, self.by_itself = stage.now() + seconds, by_itself
        self.helped = False

    def due(self) -> float:
        return self._end

    def step(self, now: float) -> None:
        self.done = now >= self._end

    def hint(self) -> str:
        return "it"

    def showing_how(self) -> None:
        self.helped = True

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


class Voice:
    speaking, at = False, None

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, *sentences: str) -> None:
        self.said += sentences


class Unseen:
    def drop(self) -> None:
        pass


class Sound:
    def play(self, name: str | None) -> None:
        assert name is None


@pytest.fixture
def stage(clock: list[float]) -> Stage:
    """Stand on a stage whose time passes as soon as somebody sleeps, and on which nobody taps."""
    del clock
    return Stage(Unseen(), str, Voice(), Sound(), print, iter(()), 1.0, None)


def test_it_lasts_as_long_as_it_lasts_and_nobody_is_asked_or_shown_anything(stage: Stage) -> None:
    clip = Clip(stage, HOME * 2, by_itself=True)
    stage.show(clip)
    assert clip.done
    assert stage._voice.said == ["Listen."]
    assert not clip.helped


def test_where_a_touch_is_waited_for_nobody_there_means_home(stage: Stage) -> None:
    clip = Clip(stage, HOME * 2, by_itself=False)
    with pytest.raises(Curtain, match="idle"):
        stage.show(clip)
    assert stage.now() == pytest.approx(HOME, abs=stages.NAP)
    assert stage._voice.said == ["Listen."] * 2
    assert clip.helped


def test_what_comes_after_it_has_its_own_sixty_seconds(stage: Stage) -> None:
    stage.show(Clip(stage, HOME * 2, by_itself=True))
    stage.show(Clip(stage, HOME - 1, by_itself=False))
    with pytest.raises(Curtain, match="idle"):
        stage.show(Clip(stage, HOME, by_itself=False))
    assert stage.now() == pytest.approx(HOME * 3, abs=stages.NAP)


def test_the_house_ends_it_all_the_same(stage: Stage) -> None:
    stage.stopped = True
    with pytest.raises(Curtain, match="stopped"):
        stage.show(Clip(stage, HOME, by_itself=True))
