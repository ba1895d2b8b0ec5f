"""What is drawn of those who carry: a child looks for its own one, and finds it."""

from collections.abc import Iterator
from dataclasses import replace

import pygame
import pytest

from games.carry_together import drawing, layout, rules, view
from games.stage import shapes
from games.stage.area import Area
from games.stage.canvas import Canvas
from games.stage.round_scene import Deal
from games.stage.text import Text
from tests.games.panels import PANELS


@pytest.fixture(params=PANELS.values(), ids=PANELS)
def canvas(request: pytest.FixtureRequest) -> Iterator[Canvas]:
    width, height, mm = request.param
    pygame.display.init()
    yield Canvas(pygame.display.set_mode((width, height)), mm, Text(str))
    pygame.display.quit()


def face(canvas: Canvas, area: Area) -> tuple[int, ...]:
    """Tell the colour between eyes and mouth of a child's picture in an area."""
    canvas.show()
    x, y = area.centre[0], area.y + area.h * 0.42
    return tuple(canvas.surface.get_at((round(x * canvas.mm), round(y * canvas.mm))))


@pytest.mark.parametrize("seats", [2, 3, 4])
@pytest.mark.parametrize("level", [1, 4, 12])
def test_in_the_end_every_child_that_carried_is_seen(canvas: Canvas, level: int, seats: int):
    for seed in range(10):
        deal = Deal(rules, "together", level, seed, seats, 0, still=True, touches=10)
        scene = view.Room(deal, canvas.size, 0.0, lambda _: None)
        scene.round = replace(scene.round, stone=scene.round.last)
        way = layout.way(scene.round.last, canvas.size)
        x, y = way.at(scene.round.last)
        for seat in range(seats):
            aside, back = drawing._BESIDE[seat]
            place = x + aside * way.scale, y + back * way.scale
            area = layout.upright(place, drawing._BODY * way.scale)
            canvas.clear()
            canvas.picture(shapes.CHILDREN[seat], area)
            alone = face(canvas, area)
            scene.draw(canvas, 9.0)
            assert face(canvas, area) == alone
