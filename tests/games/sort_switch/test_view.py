from random import Random

import pytest

from games.report import Answered
from games.sort_switch import rules, view
from games.stage.round_scene import Deal
from games.words import speaker

CALM = 5.0


def room(level: int, told: list | None = None, seats: int = 1) -> view.Room:
    tell = (told if told is not None else []).append
    return view.Room(
        Deal(rules, "switching", level, 5, seats, 0, still=False), (154, 92), 0.0, tell
    )


def sort_one(scene: view.Room, now: float) -> None:
    assert scene.press(scene.hint(), now)


@pytest.mark.parametrize("text", [*view.STARTS.values(), *view.CHANGES.values()])
def test_every_rule_is_said_in_mandarin(text: str) -> None:
    assert speaker("zh_Hans")(text) != text


def test_a_rule_that_changes_is_said_and_looked_at_before_the_next_card() -> None:
    scene = room(4)
    now = CALM
    while not rules.changed(scene.round):
        assert scene.prompt == view.STARTS[scene.round.rule]
        sort_one(scene, now)
        now += CALM
    changed_at = now - CALM
    assert scene.prompt == view.CHANGES[scene.round.rule]
    before = scene.round
    assert scene.press(scene.hint(), changed_at + 1.0) is None
    assert scene.round == before
    sort_one(scene, now)
    assert scene.round.at == before.at + 1


def test_time_to_think_begins_when_the_new_sign_was_seen() -> None:
    told: list = []
    scene = room(4, told)
    now = CALM
    while not rules.changed(scene.round):
        sort_one(scene, now)
        now += CALM
    sort_one(scene, now)
    assert isinstance(told[-1], Answered)
    assert told[-1].ms == round((CALM - view.GOES - view.LOOKS) * 1000)


def test_a_basket_that_gave_the_card_back_is_dimmed_and_the_second_time_it_is_shown() -> None:
    scene = room(9)
    wrong = (rules.home(scene.round, 0) + 1) % 3
    for misses, now in enumerate((CALM, 2 * CALM)):
        assert scene.insists() is (misses > 1)
        assert scene.press(f"basket:{wrong}", now)
    assert scene.insists()
    assert scene._tried == {wrong}
    sort_one(scene, 3 * CALM)
    assert scene._tried == set()
    assert not scene.insists()


def test_several_children_are_told_to_take_turns() -> None:
    scene = room(1, seats=3)
    assert scene.prompt == scene.together
    assert scene.round == rules.new_round(1, Random(5), 3)
