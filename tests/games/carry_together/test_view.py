from dataclasses import replace

import pytest

from games.carry_together import rules, view
from games.stage.round_scene import Deal
from games.words import speaker

BOTH, NOBODY = frozenset({"pad:0", "pad:1"}), frozenset[str]()
STRIDE = rules.STRIDE / 1000


def room(level: int = 1, seats: int = 2, touches: int = 10, still: bool = False) -> view.Room:
    deal = Deal(rules, "together", level, 5, seats, 0, still, touches)
    return view.Room(deal, (154, 92), 0.0, lambda _: None)


def on_a_way(*stops: str, touches: int = 10) -> view.Room:
    """A room with a way that is known."""
    scene = room(touches=touches)
    places = (0, 1), (2, 3)
    scene.round = replace(scene.round, stops=("", *stops, ""), places=places)
    scene.before = scene._arrived = scene.round
    return scene


def let_pass(scene: view.Room, until: float) -> None:
    """Let time pass as the stage does: whenever something is due."""
    while not scene.is_over and (due := scene.due()) is not None and due <= until:
        scene.step(due)


def pads(scene: view.Room) -> list[tuple[float, float]]:
    return [area.centre for area in scene.places().values()]


def test_hands_are_held_where_the_panel_tells_them_apart_and_tapped_where_not():
    assert room(touches=2).holds
    assert not room(touches=1).holds
    assert not room(seats=4, touches=2).holds
    assert room(touches=2).prompt != room(touches=1).prompt


def test_the_bucket_goes_from_stone_to_stone_while_all_hold_and_each_is_heard():
    scene = room()
    assert scene.held(frozenset({"pad:0"}), 1.0) == "turn"
    assert scene.held(BOTH, 2.0) == "pair"
    assert scene.moving(2.5)
    assert 0 < scene._at(2.5) < 1
    assert scene.step(2.0 + STRIDE) == "turn"
    assert scene.round.stone == 1


def test_it_comes_down_softly_when_one_lets_go_and_goes_on_when_all_hold_again():
    scene = room()
    scene.held(BOTH, 1.0)
    assert scene.held(frozenset({"pad:1"}), 1.5) == "back"
    assert scene._at(1.5) < 1 == scene.round.stone
    assert scene.moving(1.6)
    assert not scene.moving(1.5 + view.SETTLES)
    assert scene.held(BOTH, 9.0) == "pair"


def test_while_nobody_holds_nothing_is_drawn():
    scene = room()
    assert not scene.moving(5.0)
    assert scene.due() == pytest.approx(rules.LONG / 1000)


def test_hands_that_wait_for_a_goose_take_hold_when_it_is_gone():
    scene = on_a_way("goose", "", "")
    scene.held(BOTH, 0.0)
    let_pass(scene, STRIDE)
    assert scene.says() == (view.ASKS[rules.GOOSE_STOP],)
    scene.held(NOBODY, 2.0)
    scene.held(BOTH, 3.0)
    assert (rules.crosses(scene.round), scene.round.held) == (True, ())
    let_pass(scene, 2.0 + rules.GOOSE / 1000 + 0.1)
    assert rules.carried(scene.round)


def test_hands_that_stay_where_the_pads_lay_hold_none_of_them():
    scene = on_a_way("swap", "", "")
    before = pads(scene)
    scene.held(BOTH, 0.0)
    let_pass(scene, STRIDE)
    assert pads(scene) != before
    assert (scene.round.stone, scene.round.held) == (1, ())
    assert scene.says() == (view.ASKS[rules.SWAP],)
    scene.held(NOBODY, 2.0)
    scene.held(BOTH, 3.0)
    assert rules.carried(scene.round)


def test_a_hand_that_is_told_of_just_after_the_pads_moved_holds_nothing():
    scene = on_a_way("swap", "", "")
    scene.held(BOTH, 0.0)
    scene.held(frozenset({"pad:0"}), STRIDE + 0.05)
    assert (scene.round.stone, scene.round.held) == (1, ())


def test_at_a_rest_it_is_said_and_after_it_what_is_said_at_first():
    scene = on_a_way("rest", "", "")
    first = scene.says()
    scene.held(BOTH, 0.0)
    let_pass(scene, STRIDE)
    assert scene.says() == (view.ASKS[rules.REST],) != first
    scene.held(NOBODY, 2.0)
    assert scene.says() == first


def test_on_a_bridge_one_thing_is_said_from_plank_to_plank():
    scene = on_a_way("plank", "plank", "plank", "")
    scene.held(BOTH, 0.0)
    now, said = 0.0, []
    for _ in range(3):
        now += STRIDE
        let_pass(scene, now)
        for hands in (NOBODY, BOTH):
            said.append(scene.says())
            scene.held(hands, now)
    assert set(said) == {(view.ASKS[rules.PLANK],)}


def test_a_tap_takes_hold_for_one_step_and_then_all_tap_again():
    scene = room(touches=1)
    assert scene.press("pad:0", 1.0) == "turn"
    assert scene.press("pad:0", 1.2) is None
    assert scene.round.held == (0,)
    assert scene.press("pad:1", 1.5) == "pair"
    assert scene.press("pad:0", 1.8) is None
    let_pass(scene, 1.5 + STRIDE)
    assert (scene.round.stone, scene.round.held) == (1, ())


def test_a_tapped_hand_waits_calmly_and_then_lets_go():
    scene = room(touches=1)
    scene.press("pad:0", 1.0)
    let_pass(scene, 1.0 + view.CALM - 0.1)
    assert scene.round.held == (0,)
    let_pass(scene, 1.0 + view.CALM + 0.1)
    assert (scene.round.held, scene.round.stone) == ((), 0)


def test_tapped_hands_have_only_the_goose_to_wait_for():
    scene = on_a_way("rest", "goose", "", touches=1)
    now = 0.0
    for expected in (1, 2):
        scene.press("pad:0", now)
        scene.press("pad:1", now)
        now += STRIDE
        let_pass(scene, now)
        assert scene.round.stone == expected
    assert rules.crosses(scene.round)
    assert scene.press("pad:0", now) is None
    let_pass(scene, now + rules.GOOSE / 1000)
    assert scene.press("pad:0", now + rules.GOOSE / 1000) == "turn"


def test_after_long_grandmother_is_announced_and_the_bucket_is_brought():
    scene = room()
    let_pass(scene, rules.LONG / 1000)
    assert scene.says() == (scene.helps,)
    assert scene.moving(rules.LONG / 1000 + 1)
    assert scene._at(rules.LONG / 1000 + view.HELPS) == scene.round.last
    assert scene.step(rules.LONG / 1000 + scene.joy) == "done"
    assert scene.done


def test_when_grandmother_comes_between_two_stones_the_bucket_goes_on_from_there():
    scene, late = room(), rules.LONG / 1000 - STRIDE / 2
    scene.held(BOTH, late)
    assert scene._at(rules.LONG / 1000 - 0.001) == pytest.approx(0.5, abs=0.01)
    let_pass(scene, rules.LONG / 1000)
    assert rules.helped(scene.round)
    assert scene._at(rules.LONG / 1000) == pytest.approx(0.5)


def test_what_is_told_of_a_round_can_be_played_again_whoever_let_go():
    scene = room()
    scene.held(BOTH, 1.0)
    scene.held(NOBODY, 1.5)
    assert [move for move in scene.moves if isinstance(move, int)] == [0, 1, 0, 1]
    assert scene.round.stone == 1


def test_without_motion_nothing_moves():
    scene = room(still=True)
    scene.held(BOTH, 1.0)
    assert not scene.moving(1.5)
    assert scene._at(1.5) == 0


@pytest.mark.parametrize("words", [*view.ASKS.values(), view.Room.helps, view.Room.taps])
def test_everything_that_is_said_is_said_in_mandarin(words: str) -> None:
    assert speaker("zh_Hans")(words) != words


def test_nobody_is_told_who_let_go():
    said = [*view.ASKS.values(), view.Room.together, view.Room.taps, view.Room.praise_together]
    assert not any(word in one for one in said for word in ("mistake", "wrong", "dropped"))
