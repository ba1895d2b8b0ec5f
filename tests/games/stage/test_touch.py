import pygame
import pytest

from games.stage.touch import (
    MOUSE,
    Confirm,
    Leave,
    Lift,
    Lockout,
    Lost,
    Move,
    Press,
    Slide,
    gesture,
)

SIZE, MM = (154.0, 92.0), 5.0


def read(kind: int, **facts):
    return gesture(pygame.event.Event(kind, **facts), SIZE, MM)


def of_finger(kind: int, x: float = 0.5, y: float = 0.5):
    return read(kind, x=x, y=y, touch_id=8, finger_id=3)


def test_a_finger_and_a_mouse_become_one_press_in_millimetres():
    assert of_finger(pygame.FINGERDOWN) == Press((77.0, 46.0), (8, 3))
    assert read(pygame.MOUSEBUTTONDOWN, pos=(50, 25), button=1) == Press((10.0, 5.0), MOUSE)


def test_a_finger_and_a_mouse_slide_and_lift():
    assert of_finger(pygame.FINGERMOTION, 0.25) == Slide((38.5, 46.0), (8, 3))
    assert of_finger(pygame.FINGERUP) == Lift((8, 3))
    dragged = read(pygame.MOUSEMOTION, pos=(50, 25), buttons=(1, 0, 0))
    assert dragged == Slide((10.0, 5.0), MOUSE)
    assert read(pygame.MOUSEBUTTONUP, pos=(50, 25), button=1) == Lift(MOUSE)


def test_no_finger_is_felt_once_another_window_has_the_panel():
    assert isinstance(read(pygame.WINDOWFOCUSLOST), Lost)


@pytest.mark.parametrize("kind", [pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP])
def test_the_mouse_event_that_repeats_a_finger_is_dropped(kind):
    assert read(kind, pos=(50, 25), button=1, touch=True) is None


def test_other_buttons_and_events_are_nothing():
    assert read(pygame.MOUSEBUTTONDOWN, pos=(50, 25), button=3) is None
    assert read(pygame.MOUSEMOTION, pos=(50, 25), buttons=(0, 0, 1)) is None
    assert read(pygame.KEYDOWN, key=pygame.K_a) is None


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_SPACE])
def test_enter_and_space_confirm(key):
    assert isinstance(read(pygame.KEYDOWN, key=key), Confirm)


def test_arrows_move_and_escape_leaves():
    assert read(pygame.KEYDOWN, key=pygame.K_LEFT) == Move(-1, 0)
    assert isinstance(read(pygame.KEYDOWN, key=pygame.K_ESCAPE), Leave)
    assert isinstance(read(pygame.QUIT), Leave)


def test_two_quick_presses_on_one_spot_are_one():
    lockout = Lockout()
    assert lockout.lets((10, 10), 1.0)
    assert not lockout.lets((12, 11), 1.3)
    assert lockout.lets((60, 10), 1.3)
    assert lockout.lets((60, 10), 1.8)


def test_a_doubled_tap_is_one_press_though_another_child_taps_in_between():
    lockout = Lockout()
    assert lockout.lets((40, 40), 1.0)
    assert lockout.lets((90, 40), 1.1)
    assert not lockout.lets((41, 40), 1.2)
    assert not lockout.lets((90, 41), 1.3)
    assert lockout.lets((40, 40), 1.5)
