import pytest

from games.share_fair import rules, view
from games.share_fair.content import scenes
from games.stage.round_scene import Deal
from games.words import speaker

CALM = 10.0
SAID = (
    "who_next", "who_needs", "has_some", "for_all", "not_for_all", "has_enough", "same",
    "alone", "together", "praise", "praise_together",
)  # fmt: skip


def room(*names: str) -> view.Room:
    """Open a room with scenes of these names, in which all stand as they are listed."""
    scene = view.Room(Deal(rules, "sharing", 1, 5, 1, 0, still=False), (154, 92), 0.0, [].append)
    people = tuple(tuple(range(len(scenes()[name].people))) for name in names)
    scene.before = scene.round = rules.Round(1, 1, names, people)
    return scene


def give(scene: view.Room, *choices: int | str) -> None:
    for choice in choices:
        scene.press(f"to:{choice}", scene.changed_at + CALM)


def test_it_is_told_how_it_is_and_what_to_do_and_later_only_who_needs_it():
    assert room("oranges").says() == (scenes()["oranges"].tells, view.Room.alone)
    scene = room("cold_night", "ill")
    assert scene.says() == (scenes()["cold_night"].tells, scene.alone)
    give(scene, 0, rules.GO_ON)
    assert scene.says() == (scenes()["ill"].tells, scene.who_needs)


def test_who_has_some_already_is_told_gently():
    scene = room("oranges")
    give(scene, 0)
    assert scene.says() == (scene.who_next,)
    give(scene, 0)
    assert scene.says() == (scene.has_some,)
    assert not scene.insists()
    give(scene, rules.REST)
    assert scene.says() == (scene.for_all,)
    assert scene.insists()


def test_what_is_left_over_is_for_nobody_alone():
    scene = room("oranges")
    give(scene, 0, 1, 0, 1, 1)
    assert scene.says() == (scene.not_for_all,)
    give(scene, rules.REST)
    assert scene.says() == (scene.same,)


def test_who_needs_nothing_is_told_of_and_at_last_how_all_are_well():
    scene = room("cold_night")
    give(scene, 1)
    assert scene.says() == (scenes()["cold_night"].people[1].says,)
    assert scene.insists()
    give(scene, 0)
    assert scene.says() == (scenes()["cold_night"].because,)


def test_who_got_what_it_needed_needs_no_more():
    scene = room("breakfast")
    give(scene, 0, 0)
    assert scene.says() == (scene.has_enough,)


def test_who_got_what_it_lacked_is_not_said_to_lack_it_still():
    scene = room("lesson_begins")
    give(scene, 1)
    assert scene.says() == ("She has a pencil. She has no book.",)
    give(scene, 0, 1, 0)
    assert scene.says() == (scene.has_enough,)


def test_where_there_is_one_kind_of_thing_it_is_told_why_somebody_has_enough():
    scene = room("wall")
    give(scene, 1, 1)
    assert scene.says() == ("She sees well from one box.",)


def test_while_a_thing_is_on_its_way_nothing_else_is_given():
    scene = room("oranges")
    give(scene, 0)
    now = scene.changed_at + view.GOES / 2
    assert scene.moving(now)
    assert scene.press("to:1", now) is None
    assert scene.press("to:1", now + view.GOES)


def test_the_round_ends_after_a_moment_of_joy():
    scene = room("cold_night")
    give(scene, 0, rules.GO_ON)
    assert scene.is_over
    assert scene.says() == ()
    scene.step(scene.due())
    assert scene.done


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_is_said_in_mandarin(name):
    text = getattr(view.Room, name)
    assert speaker("zh_Hans")(text) != text
