"""Where the keys are is seen, as long as it is there."""

from collections.abc import Iterator, Sequence

import pygame
import pytest

from games.palette import palette
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.stage import Stage
from games.stage.text import Text
from games.stage.touch import Confirm, Move
from tests.games.unseen import Silence, Voice

AREA = Area(50, 40, 20, 20)


class OneAfterAnother(Scene):
    """Offers one thing, and another one at the same place when it was pressed."""

    def __init__(self) -> None:
        self.pressed: list[str] = []

    def targets(self) -> Sequence[Target]:
        return [Target(f"thing:{len(self.pressed)}", AREA)]

    def press(self, name: str, now: float) -> str | None:
        self.pressed.append(name)
        return None

    def draw(self, canvas: Canvas, now: float) -> None:
        pass


@pytest.fixture
def stage() -> Iterator[Stage]:
    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    yield Stage(canvas, str, Voice([0.0], 0.0), Silence(), print, iter(()), 1.0, None)
    pygame.display.quit()


def rings(stage: Stage) -> bool:
    """Tell whether a ring is seen just above the area."""
    stage._draw(0.0)
    canvas = stage.display.canvas
    middle, above = round(AREA.centre[0] * canvas.mm), round((AREA.y - 0.6) * canvas.mm)
    return canvas.surface.get_at((middle, above)) == pygame.Color(palette()["ink"])


def test_the_keys_are_not_where_something_else_came_in_place_of_what_was_pressed(stage) -> None:
    scene = stage._scene = OneAfterAnother()
    assert not rings(stage)
    stage._hear(Move(1, 0))
    assert rings(stage)
    stage._hear(Confirm())
    assert (scene.pressed, rings(stage)) == (["thing:0"], False)
    stage._hear(Confirm())
    assert scene.pressed == ["thing:0"]
    stage._hear(Move(1, 0))
    assert rings(stage)
    stage._hear(Confirm())
    assert scene.pressed == ["thing:0", "thing:1"]
