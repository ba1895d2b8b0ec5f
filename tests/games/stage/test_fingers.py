"""Fingers hold what they came down on; the kernel says of a panel whether it tells them apart."""

from pathlib import Path

import pytest

from games.stage.area import SLOP, Area, Target
from games.stage.fingers import DOUBT, MANY, Fingers, claimed
from games.stage.touch import Lift, Lost, Press, Slide

LEFT, RIGHT = Target("left", Area(10, 40, 20, 20)), Target("right", Area(60, 40, 20, 20))
BOTH = (LEFT, RIGHT)
ONE, OTHER = (8, 1), (8, 2)


def put(fingers: Fingers, finger, target: Target) -> None:
    fingers.hear(Press(target.area.centre, finger), target)


@pytest.fixture
def two() -> Fingers:
    """Two fingers that hold a target each."""
    fingers = Fingers()
    put(fingers, ONE, LEFT)
    put(fingers, OTHER, RIGHT)
    return fingers


def test_each_finger_holds_until_it_is_lifted_and_can_hold_again(two):
    assert two.held(BOTH) == {"left", "right"}
    two.hear(Lift(ONE))
    assert two.held(BOTH) == {"right"}
    put(two, (8, 3), LEFT)
    assert two.held(BOTH) == {"left", "right"}


def test_what_two_fingers_hold_is_held_until_both_are_lifted(two):
    put(two, (8, 3), LEFT)
    two.hear(Lift(ONE))
    assert two.held(BOTH) == {"left", "right"}
    two.hear(Lift((8, 3)))
    assert two.held(BOTH) == {"right"}


@pytest.mark.parametrize(("away", "holds"), [(SLOP - 0.1, True), (SLOP + 0.1, False)])
def test_a_finger_that_slides_off_farther_than_the_slop_lets_go(two, away, holds):
    two.hear(Slide((LEFT.area.x - away, 50), ONE))
    assert ("left" in two.held(BOTH)) is holds


def test_a_finger_that_slides_over_another_target_takes_no_hold_of_it(two):
    two.hear(Lift(OTHER))
    two.hear(Slide(RIGHT.area.centre, ONE))
    assert two.held(BOTH) == frozenset()


def test_a_finger_that_came_down_beside_everything_holds_nothing():
    fingers = Fingers()
    fingers.hear(Press((45, 10), ONE), None)
    fingers.hear(Slide(LEFT.area.centre, ONE))
    assert fingers.held(BOTH) == frozenset()


def test_a_target_that_moves_away_is_held_no_more(two):
    moved = Target("left", LEFT.area.moved(0, 15))
    assert two.held([moved, RIGHT]) == {"right"}
    swapped = [Target("left", RIGHT.area), Target("right", LEFT.area)]
    assert two.held(swapped) == frozenset()


def test_when_no_finger_can_be_felt_nothing_is_held(two):
    two.hear(Lost())
    two.hear(Slide(LEFT.area.centre, ONE))
    assert two.held(BOTH) == frozenset()


def test_fingers_on_a_device_that_is_gone_hold_nothing(two):
    put(two, (9, 1), LEFT)
    two.keep({9})
    assert two.held(BOTH) == {"left"}


def test_a_new_scene_is_held_only_by_fingers_that_come_down_anew(two):
    two.release()
    assert two.held(BOTH) == frozenset()
    put(two, ONE, LEFT)
    assert two.held(BOTH) == {"left"}


def test_without_fingers_a_tap_takes_hold_and_the_next_one_lets_go():
    fingers = Fingers()
    fingers.toggle(LEFT)
    fingers.hold(RIGHT)
    assert fingers.held(BOTH) == {"left", "right"}
    fingers.toggle(LEFT)
    fingers.let(RIGHT)
    assert fingers.held(BOTH) == frozenset()
    fingers.let(RIGHT)


def test_what_was_tapped_and_moved_is_held_again_at_the_next_tap():
    fingers, moved = Fingers(), Target("left", RIGHT.area)
    fingers.toggle(LEFT)
    assert fingers.held([moved]) == frozenset()
    fingers.toggle(moved)
    assert fingers.held([moved]) == {"left"}


def test_a_panel_tells_apart_as_many_as_were_seen_at_once(two):
    assert two.touches == 2
    two.hear(Lift(ONE))
    put(two, (8, 3), LEFT)
    assert two.touches == 2


def test_a_mouse_and_a_key_are_no_fingers_of_a_panel():
    fingers = Fingers()
    fingers.hear(Press((1, 1)), None)
    fingers.toggle(LEFT)
    assert fingers.touches == 1


def test_what_the_kernel_claims_is_believed_until_it_has_not_been_seen_for_long():
    fingers = Fingers(claimed=MANY)
    for _ in range(DOUBT):
        assert fingers.touches == MANY
        put(fingers, ONE, LEFT)
        fingers.hear(Lift(ONE))
    assert fingers.touches == 1
    put(fingers, ONE, LEFT)
    put(fingers, OTHER, RIGHT)
    assert fingers.touches == 2


def test_what_is_told_is_known(two):
    assert Fingers(told=1, claimed=MANY).touches == 1
    assert Fingers(told=4).touches == 4


def device(prop: str, bits: str) -> str:
    return f'I: Bus=0018\nN: Name="panel"\nB: PROP={prop}\nB: EV=b\nB: ABS={bits}\n\n'


KEYBOARD = 'I: Bus=0003\nN: Name="keys"\nB: PROP=0\nB: EV=120013\n\n'


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        # A capacitive panel, by a kernel of 64 bits and by one of 32.
        (KEYBOARD + device("2", "260800000000003"), MANY),
        (device("2", "2608000 3"), MANY),
        # A resistive panel tells one finger, a laptop's touchpad is no screen.
        (device("2", "1000003"), 1),
        (device("5", "260800000000003"), 1),
        (KEYBOARD, 1),
        ("", 1),
    ],
)
def test_the_kernel_knows_which_panel_tells_fingers_apart(tmp_path: Path, listed, expected):
    devices = tmp_path / "devices"
    devices.write_text(listed)
    assert claimed(devices) == expected


def test_where_the_kernel_lists_no_devices_one_finger_is_counted_on(tmp_path: Path):
    assert claimed(tmp_path / "nothing") == 1
