"""The hand that shows how comes when the question was heard, and nobody answered it."""

from collections.abc import Callable
from math import inf

import pygame
import pytest

from games.stage import stage as stages
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.quiet import HOME, REPEAT, SHOW
from games.stage.scene import Scene
from games.stage.stage import Curtain, Stage
from games.stage.text import Text
from tests.games.unseen import Silence, Voice, stage

PROMPT = 19.0


class Question(Scene):
    """Asks, and after some seconds asks something else by itself; notes when the hand came."""

    def __init__(self, now: Callable[[], float], changes_at: float = inf) -> None:
        self.prompt, self._now, self._changes_at = "One?", now, changes_at
        self.shown: list[float] = []

    def due(self) -> float:
        return self._changes_at

    def step(self, now: float) -> None:
        self.prompt, self._changes_at = "Another?", inf

    def hint(self) -> str:
        return "it"

    def showing_how(self) -> None:
        self.shown.append(self._now())

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


def play(clock: list[float], takes: float, changes_at: float = inf) -> tuple[Question, Voice]:
    """Ask where nobody ever touches anything."""
    question, voice = Question(lambda: clock[0], changes_at), Voice(clock, takes)
    with pytest.raises(Curtain, match="idle"):
        stage(voice).show(question)
    return question, voice


def test_it_comes_after_the_question_however_long_that_is(clock: list[float]) -> None:
    question, voice = play(clock, PROMPT)
    assert question.shown == [pytest.approx(PROMPT + SHOW, abs=2 * stages.NAP)]
    assert voice.said == [("One?",)] * 2
    assert clock[0] == pytest.approx(PROMPT + HOME, abs=2 * stages.NAP)


def test_where_nothing_can_be_heard_it_waits_for_no_voice(clock: list[float]) -> None:
    question, _ = play(clock, 0.0)
    assert question.shown == [pytest.approx(SHOW, abs=2 * stages.NAP)]
    assert clock[0] == pytest.approx(HOME, abs=2 * stages.NAP)


def test_what_is_asked_anew_is_heard_to_its_end_too(clock: list[float]) -> None:
    changes_at = PROMPT + REPEAT + 1
    question, voice = play(clock, PROMPT, changes_at)
    assert voice.said == [("One?",), ("One?",), ("Another?",), ("Another?",)]
    assert question.shown == [pytest.approx(changes_at + PROMPT + SHOW, abs=2 * stages.NAP)]


class Hopping(Question):
    """Has something hop for a moment, and after it one thing to press."""

    HOPS = 1.5

    def insists(self) -> bool:
        return True

    def targets(self) -> list[Target]:
        return [Target("it", Area(60, 40, 20, 20))]

    def moving(self, now: float) -> bool:
        return now < self.HOPS


def test_it_points_at_nothing_while_the_picture_is_still_the_one_before(screen: None) -> None:
    canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    made = Stage(canvas, str, Voice([0.0], 0.0), Silence(), print, iter(()), 1.0, None)
    made._scene = Hopping(lambda: 0.0)
    made._live(0.0)
    pictures = []
    for now in (0.5, 1.0, Hopping.HOPS):
        made._draw(now)
        pictures.append(pygame.image.tobytes(canvas.surface, "RGB"))
    assert pictures[0] == pictures[1] != pictures[2]
