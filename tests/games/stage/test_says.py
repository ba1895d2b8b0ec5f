"""A scene that says something new in the middle is heard at once, and again when it is asked to."""

import sys
from collections.abc import Sequence

import pytest

from games.stage import voice as voice_module
from games.stage.area import Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene
from games.stage.script import Cue
from games.stage.sound import Sound
from games.stage.stage import Stage
from games.stage.text import Text
from games.stage.voice import Voice
from tests.processes import wait_for


class Tale(Scene):
    """Three pages; each is said when it is turned to."""

    page = 0

    def says(self) -> Sequence[str]:
        return ("one", "two") if self.page == 0 else (f"page {self.page}",)

    def targets(self) -> Sequence[Target]:
        areas = Area(50, 50, 20, 20), Area(90, 50, 20, 20)
        return [Target("turn", areas[0]), Target("stay", areas[1])]

    def press(self, name: str, now: float) -> str | None:
        self.page += name == "turn"
        self.done = self.page == 3
        return None

    def draw(self, canvas: Canvas, now: float) -> None:
        canvas.clear()


class Listener(Voice):
    """Notes what would be said."""

    def __init__(self) -> None:
        super().__init__("en", lambda: 0)
        self.heard: list[tuple[str, ...]] = []

    def say(self, *sentences: str) -> None:
        self.heard.append(sentences)


def test_what_is_new_is_said_and_what_stays_is_said_only_when_it_is_asked_for() -> None:
    import pygame

    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    taps = ("turn", "stay", "again", "turn", "turn")
    cues = iter([Cue("tap", one) for one in taps])
    listener = Listener()
    stage = Stage(canvas, str.upper, listener, Sound(lambda: 0), lambda _: None, cues, 8.0, None)
    stage.show(Tale())
    pygame.display.quit()
    assert listener.heard == [
        ("ONE", "TWO"), ("PAGE 1",), ("PAGE 1",), ("PAGE 2",), ("PAGE 3",)
    ]  # fmt: skip


def test_a_scene_learns_which_sentence_is_being_said_and_is_drawn_where_that_shows() -> None:
    import pygame

    class Followed(Tale):
        """Notes what it learns; only its second sentence shows."""

        drawn = 0

        def __init__(self) -> None:
            self.learnt: list[int | None] = []

        def saying(self, at: int | None) -> bool:
            self.learnt.append(at)
            self.done = at is None
            return at == 1

        def draw(self, canvas: Canvas, now: float) -> None:
            self.drawn += 1

    class Reader(Listener):
        """Is a little farther each time it is asked how far it is."""

        speaking = True
        pages = iter([0, 0, 1, 1, None])

        @property
        def at(self) -> int | None:
            return next(self.pages)

    pygame.display.init()
    canvas = Canvas(pygame.display.set_mode((800, 480)), 5.2, Text(str))
    scene = Followed()
    silent, nothing = Sound(lambda: 0), iter(())
    Stage(canvas, str, Reader(), silent, lambda _: None, nothing, 40.0, None).show(scene)
    pygame.display.quit()
    assert scene.learnt == [0, 1, None]
    # Unseen before it is shown, then twice.
    assert scene.drawn == 3


def test_where_nobody_hears_it_each_sentence_has_the_time_to_be_read(monkeypatch) -> None:
    slept: list[tuple[int | None, float, bool]] = []

    class AtOnce:
        """A thread that runs where it is started."""

        def __init__(self, target, args, daemon) -> None:
            self.start = lambda: target(*args)

    monkeypatch.setattr(voice_module, "Thread", AtOnce)
    monkeypatch.setattr(
        voice_module.time, "sleep", lambda s: slept.append((voice.at, s, voice.sounds))
    )
    voice = Voice("zh_Hans", lambda: 0)
    assert voice.at is None
    voice.say("one", "three")
    assert [(at, sounds) for at, _, sounds in slept] == [(0, False), (1, False)]
    assert slept[0][1] < slept[1][1] < 1
    assert voice.at is None


@pytest.mark.parametrize("touched", [False, True])
def test_sentences_follow_one_another_until_a_touch(monkeypatch, touched: bool) -> None:
    begun: list[str] = []

    class Spoken:
        """A process that says a sentence."""

        def __init__(self, command: list[str], **_: object) -> None:
            begun.append(command[0])

        def wait(self, _: float) -> None:
            voice._turn += touched

    class AtOnce:
        """A thread that runs where it is started."""

        def __init__(self, target, args, daemon) -> None:
            self.start = lambda: target(*args)

    monkeypatch.setattr(voice_module.subprocess, "Popen", Spoken)
    monkeypatch.setattr(voice_module, "Thread", AtOnce)
    monkeypatch.setattr(voice_module.speech, "command", lambda _, words, *__: [words])
    voice = Voice("en", lambda: 80)
    voice.say("one", "two")
    assert not voice.speaking or touched
    assert begun == (["one"] if touched else ["one", "two"])


def test_a_voice_that_hangs_is_ended_and_the_next_one_is_heard(monkeypatch) -> None:
    hanging = ["import time; time.sleep(60)", "import time; time.sleep(1)"]
    commands = [[sys.executable, "-c", what] for what in hanging]
    monkeypatch.setattr(voice_module, "_HANGS", 0.1)
    monkeypatch.setattr(voice_module.speech, "command", lambda *_: commands.pop(0))
    voice = Voice("en", lambda: 80)
    voice.say("it hangs", "and this would too")
    wait_for("its end", 20, lambda: not voice.speaking)
    assert len(commands) == 1
    monkeypatch.setattr(voice_module, "_HANGS", 20)
    voice.say("it is well")
    assert voice.speaking and voice.sounds
    wait_for("its end", 20, lambda: not voice.speaking)
    assert commands == []


def test_a_voice_that_cannot_be_started_has_the_time_to_be_read(monkeypatch) -> None:
    monkeypatch.setattr(voice_module.speech, "command", lambda *_: ["/nowhere/to/be/found"])
    voice = Voice("en", lambda: 80, speed=40)
    voice.say("one")
    assert voice.speaking
    wait_for("its end", 20, lambda: not voice.speaking)
