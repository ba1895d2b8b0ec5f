"""A scene whose targets are held hears of it, whether a finger, a mouse, a key or a script does."""

from collections.abc import Callable, Iterator, Sequence

import pygame
import pytest

from games.errors import BadScript
from games.stage import touch
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.fingers import Fingers
from games.stage.quiet import HOME, SHOW
from games.stage.scene import Scene
from games.stage.script import Cue
from games.stage.sound import Sound
from games.stage.stage import Curtain, Stage
from games.stage.text import Text
from games.stage.voice import Voice

PANEL = 8
SIZE = 800, 480
MM = 5.0


class Pads(Scene):
    """Two pads, until what is held has changed so many times."""

    holds = True
    prompt = "Hold."

    def __init__(self, times: int = 9) -> None:
        self.heard: list[set[str]] = []
        self.left = Area(10, 40, 20, 20)
        self._times = times

    def targets(self) -> Sequence[Target]:
        return [Target("left", self.left), Target("right", Area(110, 40, 20, 20))]

    def held(self, names: frozenset[str], now: float) -> str | None:
        self.heard.append(set(names))
        self.done = len(self.heard) == self._times
        return None

    def hint(self) -> str | None:
        return None if len(self.heard) % 2 else "left"

    def draw(self, canvas: Canvas, now: float) -> None:
        canvas.clear()


@pytest.fixture
def stage(monkeypatch) -> Iterator[Callable[..., Stage]]:
    monkeypatch.setattr(touch, "devices", lambda: {PANEL})
    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode(SIZE), MM, Text(str))

    def build(*cues: Cue, speed: float = 40.0) -> Stage:
        voice, sound = Voice("en", lambda: 0), Sound(lambda: 0)
        fingers = Fingers(told=2)
        tell = print
        return Stage(canvas, str, voice, sound, tell, iter(cues), speed, None, fingers)

    yield build
    pygame.display.quit()


def finger(kind: int, number: int, x: float, y: float) -> None:
    place = {"x": x * MM / SIZE[0], "y": y * MM / SIZE[1]}
    pygame.event.post(pygame.event.Event(kind, touch_id=PANEL, finger_id=number, **place))


def mouse(kind: int, x: float, y: float, **more: object) -> None:
    pos = round(x * MM), round(y * MM)
    pygame.event.post(pygame.event.Event(kind, pos=pos, **more))


def test_two_fingers_hold_and_let_go_and_hold_again(stage):
    scene = Pads(5)
    finger(pygame.FINGERDOWN, 1, 20, 50)
    finger(pygame.FINGERDOWN, 2, 120, 50)
    finger(pygame.FINGERUP, 1, 20, 50)
    finger(pygame.FINGERDOWN, 3, 20, 50)
    finger(pygame.FINGERMOTION, 2, 120, 20)
    stage().show(scene)
    assert scene.heard == [{"left"}, {"left", "right"}, {"right"}, {"left", "right"}, {"left"}]


def test_a_mouse_holds_one_until_its_button_is_lifted(stage):
    scene = Pads(2)
    mouse(pygame.MOUSEBUTTONDOWN, 20, 50, button=1)
    mouse(pygame.MOUSEMOTION, 22, 50, buttons=(1, 0, 0))
    mouse(pygame.MOUSEBUTTONUP, 22, 50, button=1)
    scene._expected = 2
    stage().show(scene)
    assert scene.heard == [{"left"}, set()]


def test_a_key_holds_until_it_is_pressed_again(stage):
    scene = Pads(3)
    keys = "right", "return", "right", "return", "left", "return"
    stage(*(Cue("key", one) for one in keys)).show(scene)
    assert scene.heard == [{"left"}, {"left", "right"}, {"right"}]


def test_a_script_holds_several_at_once_and_lets_go_and_taps(stage):
    scene = Pads(4)
    cues = Cue("hold", ["left", "right"]), Cue("let", ["right"]), Cue("tap", "left")
    stage(*cues, Cue("tap", "right")).show(scene)
    assert scene.heard == [{"left", "right"}, {"left"}, set(), {"right"}]


def test_a_press_by_script_holds_and_lets_go(stage):
    scene = Pads(2)
    stage(Cue("press", [20, 50])).show(scene)
    assert scene.heard == [{"left"}, set()]


def test_a_script_that_holds_what_is_not_there_is_refused(stage):
    with pytest.raises(BadScript, match="the moon"):
        stage(Cue("hold", ["the moon"])).show(Pads())


def test_fingers_are_lost_with_the_window_and_with_the_panel(stage, monkeypatch):
    scene = Pads(2)
    finger(pygame.FINGERDOWN, 1, 20, 50)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    stage().show(scene)
    assert scene.heard == [{"left"}, set()]
    unplugged = Pads(2)
    finger(pygame.FINGERDOWN, 1, 20, 50)
    there = iter([{PANEL}, {PANEL}])
    monkeypatch.setattr(touch, "devices", lambda: next(there, set()))
    stage().show(unplugged)
    assert unplugged.heard == [{"left"}, set()]


def test_a_target_that_moves_is_let_go_of_without_a_touch(stage):
    class Moving(Pads):
        def due(self) -> float | None:
            return 5.0

        def step(self, now: float) -> str | None:
            self.left = Area(10, 65, 20, 20)
            return None

    scene = Moving(2)
    finger(pygame.FINGERDOWN, 1, 20, 50)
    stage().show(scene)
    assert scene.heard == [{"left"}, set()]


def test_a_finger_that_rests_from_before_does_not_hold_what_a_new_scene_shows(stage):
    first, second = Pads(1), Pads(1)
    finger(pygame.FINGERDOWN, 1, 20, 50)
    there = stage(Cue("wait", 1.0), Cue("tap", "right"))
    there.show(first)
    there.show(second)
    assert (first.heard, second.heard) == ([{"left"}], [{"right"}])


def test_the_corner_buttons_are_pressed_as_ever(stage):
    with pytest.raises(Curtain, match="left"):
        stage(Cue("hold", ["left"]), Cue("tap", "leave")).show(Pads())


class Watched(Pads):
    """Counts how often the hand shows how."""

    shown = 0

    def showing_how(self) -> None:
        self.shown += 1


def test_who_holds_is_there_and_is_not_shown_how_while_it_is_best_to_wait(stage):
    scene = Watched(2)
    stage(Cue("hold", ["left"]), Cue("wait", 2 * HOME), Cue("let", ["left"])).show(scene)
    assert (scene.heard, scene.shown) == ([{"left"}, set()], 0)


def test_who_lets_go_and_leaves_is_shown_how_and_then_means_home(stage):
    scene, there = Watched(3), stage(Cue("hold", ["left"]), Cue("let", ["left"]))
    with pytest.raises(Curtain, match="idle"):
        there.show(scene)
    assert scene.shown == 1
    assert there.now() > HOME > SHOW
    assert scene.heard == [{"left"}, set()]
