"""The loop: shows one scene after another, draws what changed and sleeps otherwise."""

import time
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import cast

import pygame

from games.errors import BadScript
from games.report import Event, Tagged
from games.stage import tags, touch
from games.stage.area import Point, Target, beside, corners, hit
from games.stage.canvas import Canvas
from games.stage.display import Display
from games.stage.fingers import Fingers
from games.stage.quiet import Quiet
from games.stage.scene import Scene
from games.stage.script import Cue, Player
from games.stage.sound import Sound
from games.stage.voice import Voice

FRAME = 1 / 30
# Asleep no longer than this, so that SIGTERM is heard soon (real seconds).
NAP = 0.25

LEAVE, AGAIN = "leave", "again"


class Curtain(Exception):
    """The game is over before its end; `why` says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stage:
    """One window with its senses; a game shows its scenes on it."""

    def __init__(
        self,
        canvas: Canvas,
        say: Callable[[str], str],
        voice: Voice,
        sound: Sound,
        tell: Callable[[Event], None],
        cues: Iterator[Cue],
        speed: float,
        frames: Path | None,
        fingers: Fingers | None = None,
        goes_on: Callable[[], None] = lambda: None,
    ) -> None:
        self.tell, self.stopped = tell, False
        self._goes_on = goes_on
        self.display = Display(canvas, frames)
        self._say, self._voice, self._sound = say, voice, sound
        self._begin, self._speed = time.monotonic(), speed
        self._paused, self._paused_at = 0.0, cast("float | None", None)
        self._listens = False
        self._player, self._quiet = Player(cues), Quiet()
        self._lockout, self._fingers = touch.Lockout(), fingers or Fingers()
        self._reader, self._greeting = tags.Reader(), tags.Greeting()
        self._scene, self._focus = Scene(), cast("str | None", None)
        self._held: frozenset[str] = frozenset()
        self._said: tuple[str, ...] = ()
        self._saying: int | None = None

    @property
    def touches(self) -> int:
        """How many fingers the panel tells apart, as far as is known."""
        return self._fingers.touches

    def now(self) -> float:
        """Tell the time of the scenes in seconds: while the game pauses, it stands still."""
        return (self._clock() if self._paused_at is None else self._paused_at) - self._paused

    def _clock(self) -> float:
        """Tell the stage's own time in seconds, which never stands still."""
        return (time.monotonic() - self._begin) * self._speed

    def show(self, scene: Scene) -> None:
        """Show a scene until it is done. Raises Curtain when the game ends before."""
        self._go_on()
        self._scene, self._focus, self._held = scene, None, frozenset()
        self._fingers.release()
        self._quiet.begin(self._clock())
        self.display.rehearse(scene, self.now())
        self._draw(self.now())
        self._ask()
        while not scene.done:
            self._wait(self._clock())
            self._live(self._clock())
            self._feel()
            self._speak_when_new()
            self._follow_the_voice()
            self._listen()
            self._greet(self._clock())
            if self.display.is_old or self.display.is_moving:
                self._draw(self.now())
        if scene.by_itself:
            self._quiet.look_on(self._clock())

    def _speak(self) -> None:
        """Say what the scene says now."""
        self._said = tuple(self._scene.says())
        self._greeting.cut_off()
        self._voice.say(*map(self._say, self._said))

    def _ask(self) -> None:
        """Say what the scene says now, and wait with it where the scene waits for that."""
        self._speak()
        self._listens = self._scene.pauses
        self._listen()

    def _speak_when_new(self) -> None:
        """Say what the scene says where it says something else than before."""
        if tuple(self._scene.says()) != self._said:
            self._quiet.begin(self._clock())
            self._ask()

    def _wait(self, now: float) -> None:
        """Sleep until an event, or until something is due, and hear what came."""
        self._goes_on()
        seconds = FRAME if self.display.is_moving else (self._due(now) - now) / self._speed
        if self.display.rehearse_next():
            seconds = 0.0
        for one in touch.events(min(max(seconds, 0.001), NAP)):
            number = self._reader.hear(one, time.monotonic())
            if number is None:
                self._take(one)
            elif number:
                self._read(number)
        self._fingers.keep(touch.devices())
        self._feel()

    def _take(self, event: pygame.event.Event) -> None:
        """Take what comes from fingers, mouse, keys and window."""
        heard = touch.gesture(event, self.display.canvas.size, self.display.canvas.mm)
        if heard is not None:
            self._hear(heard)
        elif event.type in {pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED}:
            self.display.lost()

    def _read(self, number: str) -> None:
        """Answer whoever holds a tag up, and let the house know: no game ends by it."""
        self.tell(Tagged(number))
        self._sound.play("tap")
        self._greeting.begin(self._clock())

    def _greet(self, now: float) -> None:
        """Show that a tag was read, and say it once the game itself says nothing."""
        if self._greeting.is_to_be_said(speaking=self._voice.speaking):
            self._voice.say(self._say(tags.WORDS))
        self.display.is_old |= self._greeting.changes(now)
        self.display.greets = self._greeting.is_seen

    def _due(self, now: float) -> float:
        """Tell when something happens next, if nobody touches anything until then."""
        quiet = None if self._scene.by_itself else self._quiet.due(now)
        scene = None if self._paused_at is not None else self._scene.due()
        due = (None if scene is None else scene + self._paused, self._player.due(), quiet)
        return min((at for at in due if at is not None), default=inf)

    def _feel(self) -> None:
        """Tell the scene what is held now, when that has changed."""
        if not self._scene.holds or self._scene.done:
            return
        held = self._fingers.held(self._scene.targets())
        if held == self._held:
            return
        if held - self._held:
            self._voice.hush()
        self._held = held
        self._somebody_is_there()
        self._sound.play(self._scene.held(held, self.now()))

    def _live(self, now: float) -> None:
        """Let time pass: the script, the scene, the quiet seconds."""
        if self.stopped:
            raise Curtain("stopped")
        cue = self._player.take(now, self._scene, self.now())
        if cue is not None:
            self._play(cue)
        due = self._scene.due()
        if due is not None and self._paused_at is None and self.now() >= due:
            self._sound.play(self._scene.step(self.now()))
            self.display.is_old = True
        if self._held:
            self._quiet.rest(now, acts=self._scene.hint() is not None)
        if not self._scene.by_itself:
            self._mind_the_quiet(now)

    def _follow_the_voice(self) -> None:
        """Tell the scene which of its sentences is being said now."""
        at = None if self._greeting.is_said else self._voice.at
        if at != self._saying:
            self._saying = at
            self.display.is_old |= self._scene.saying(at)

    def _listen(self) -> None:
        """Let the scene's time stand still while its words are heard, once nothing moves."""
        if not self._listens:
            return
        if not self._voice.sounds:
            self._go_on()  # The words were heard, a touch ended them, or nobody can hear them.
        elif self._paused_at is None and not self._scene.moving(self.now()):
            self._paused_at = self._clock()

    def _go_on(self) -> None:
        """End the pause."""
        self._listens = False
        if self._paused_at is not None:
            self._paused += self._clock() - self._paused_at
            self._paused_at = None

    def _mind_the_quiet(self, now: float) -> None:
        """Help who waits, and go home where nobody does."""
        if self._quiet.is_over(now):
            raise Curtain("idle")
        if self._quiet.repeats(now, speaking=self._voice.speaking):
            self._speak()
        if self._quiet.shows(now, at_once=self._scene.insists()) and self._scene.hint() is not None:
            self._quiet.shown = self.display.is_old = True
            self._scene.showing_how()

    def _somebody_is_there(self) -> None:
        self._quiet.touch(self._clock())
        self.display.is_old = True

    def _hear(self, heard: touch.Gesture) -> None:
        """Follow the fingers, and act on what is more than that."""
        if isinstance(heard, touch.Slide | touch.Lift | touch.Lost):
            self._fingers.hear(heard)
        else:
            self._somebody_is_there()
            self._act(heard)
        self._feel()

    def _act(self, heard: touch.Press | touch.Move | touch.Confirm | touch.Leave) -> None:
        if isinstance(heard, touch.Leave):
            raise Curtain("left")
        if isinstance(heard, touch.Move):
            self._move_focus(heard)
        elif isinstance(heard, touch.Confirm):
            focus = self._focused()
            if focus is not None:
                self._tap(focus)
        else:
            self._focus = None
            target = hit(self._targets(), heard.point)
            self._fingers.hear(heard, target)
            counts = self._lockout.lets(heard.point, self._clock())
            if counts and target is not None and not self._can_be_held(target):
                self._press(target)

    def _tap(self, target: Target) -> None:
        """Press by key or script; what can be held is held until it is tapped again."""
        if self._can_be_held(target):
            self._fingers.toggle(target)
        else:
            self._press(target)

    def _can_be_held(self, target: Target) -> bool:
        return self._scene.holds and target.name not in {LEAVE, AGAIN}

    def _press(self, target: Target) -> None:
        self._voice.hush()
        if target.name == LEAVE:
            raise Curtain("left")
        if target.name == AGAIN:
            self._ask()
            self._scene.again(self.now())
        elif not self._scene.done:
            self._sound.play(self._scene.press(target.name, self.now()))

    def _targets(self) -> list[Target]:
        return [*self._scene.targets(), *self._controls()]

    def _controls(self) -> list[Target]:
        left, right = corners(self.display.canvas.size)
        return [Target(LEAVE, left), Target(AGAIN, right)] if self._scene.controls else []

    def _focused(self) -> Target | None:
        """Find where the keys are, as it lies now; None where it is there no more."""
        if self._focus is None:
            return None
        return next((one for one in self._targets() if one.name == self._focus), None)

    def _move_focus(self, move: touch.Move) -> None:
        targets, focus = self._targets(), self._focused()
        moved = targets[0] if focus is None else beside(targets, focus, move.across, move.down)
        self._focus = moved.name

    def _play(self, cue: Cue) -> None:
        """Do what a line of the script says."""
        if cue.kind == "key":
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=_key(cue.value)))
        elif cue.kind == "press":
            self._press_at((cue.value[0], cue.value[1]))
        elif cue.kind == "tap":
            self._tap_like_a_child(self._named(cue.value))
        elif cue.kind in {"hold", "let"}:
            act = self._fingers.hold if cue.kind == "hold" else self._fingers.let
            for name in cue.value:
                act(self._named(name))

    def _tap_like_a_child(self, target: Target) -> None:
        if self._can_be_held(target):
            self._tap(target)
        else:
            self._press_at(target.area.centre)

    def _press_at(self, point: Point) -> None:
        self._hear(touch.Press(point))
        self._hear(touch.Lift())

    def _named(self, name: str) -> Target:
        """Find a target by its name. Raises BadScript."""
        wanted = self._scene.hint() if name == "hint" else name
        for target in self._targets():
            if target.name == wanted:
                return target
        raise BadScript(f"The script taps {name!r}, which is not on the screen.")

    def _draw(self, now: float) -> None:
        # What moves shows the question before: the hand belongs to the one after it.
        points = self._quiet.shown and not self._scene.moving(now)
        hint = self._scene.hint() if points else None
        self.display.draw(self._scene, now, self._controls(), self._focused(), hint)


def _key(name: str) -> int:
    """Find a key by SDL's name. Raises BadScript."""
    try:
        return pygame.key.key_code(name)
    except ValueError as error:
        raise BadScript(f"The script presses {name!r}, which is no key.") from error
