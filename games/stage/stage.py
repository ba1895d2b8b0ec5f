"""The loop: shows one scene after another, draws what changed and sleeps otherwise."""

import time
from collections.abc import Callable, Iterable, Iterator
from math import inf
from pathlib import Path

import pygame

from games.errors import BadScript
from games.report import Event
from games.stage import touch
from games.stage.area import Area, Point, Target, beside, corners, hit
from games.stage.canvas import Canvas
from games.stage.fingers import Fingers
from games.stage.scene import Scene
from games.stage.script import PACE, Cue
from games.stage.sound import Sound
from games.stage.voice import Voice

FRAME = 1 / 30
# Asleep no longer than this, so that SIGTERM is heard soon (real seconds).
NAP = 0.25
# Seconds without a touch: the prompt again, then how it goes, then home.
REPEAT, SHOW, HOME = 8.0, 16.0, 60.0

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
    ) -> None:
        self.tell = tell
        self.stopped = False
        self.after_first_frame: Callable[[], None] | None = None
        self._canvas, self._say, self._voice, self._sound = canvas, say, voice, sound
        self._cues, self._speed, self._frames = cues, speed, frames
        self._begin = time.monotonic()
        self._lockout, self._fingers = touch.Lockout(), fingers or Fingers()
        self._held: frozenset[str] = frozenset()
        self._scene = Scene()
        self._touched = self._quiet_from = self._heard = self._cue_at = 0.0
        self._cue: Cue | None = None
        self._repeated = self._hinting = self._dirty = self._was_moving = False
        self._focus: Target | None = None
        self._ahead: Iterator[Scene] = iter(())
        self._said: tuple[str, ...] = ()
        self._saying: int | None = None
        self._kept = 0

    @property
    def touches(self) -> int:
        """How many fingers the panel tells apart, as far as is known."""
        return self._fingers.touches

    def now(self) -> float:
        """Tell the stage's time in seconds."""
        return (time.monotonic() - self._begin) * self._speed

    def show(self, scene: Scene) -> None:
        """Show a scene until it is done. Raises Curtain when the game ends before."""
        self._scene, self._focus, self._held = scene, None, frozenset()
        self._fingers.release()
        self._count_anew()
        self._rehearse([scene])
        self._draw(self.now())
        self._speak()
        while not scene.done:
            self._wait(self.now())
            self._live(self.now())
            self._feel()
            self._speak_when_new()
            self._follow_the_voice()
            if self._dirty or self._was_moving:
                self._draw(self.now())
        if scene.by_itself:
            # Who only looked on was there all the same: what follows waits for a touch anew.
            self._touched = self.now()

    def _speak(self) -> None:
        """Say what the scene says now."""
        self._said = tuple(self._scene.says())
        self._voice.say(*map(self._say, self._said))

    def _speak_when_new(self) -> None:
        """Say what the scene says where it says something else than before."""
        if tuple(self._scene.says()) != self._said:
            self._speak()

    def _count_anew(self) -> None:
        """Begin anew to count the seconds until help."""
        self._dirty = True
        self._quiet_from, self._repeated, self._hinting = self.now(), False, False

    def _wait(self, now: float) -> None:
        """Sleep until an event, or until something is due, and hear what came."""
        due = [at for at in (self._scene.due(), self._next_cue()) if at is not None]
        if not self._scene.by_itself:
            quiet = next((at for at in (REPEAT, SHOW) if at > now - self._quiet_from), HOME)
            due += [self._quiet_from + quiet, self._touched + HOME]
        seconds = FRAME if self._was_moving else (min(due, default=inf) - now) / self._speed
        if not self._was_moving and self._rehearse(self._ahead):
            seconds = 0.0
        for one in touch.events(min(max(seconds, 0.001), NAP)):
            heard = touch.gesture(one, self._canvas.size, self._canvas.mm)
            if heard is not None:
                self._hear(heard)
            elif one.type in {pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED}:
                self._canvas.forget()
                self._dirty = True
        self._fingers.keep(touch.devices())
        self._feel()

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
        self._touched = self.now()
        self._count_anew()
        self._sound.play(self._scene.held(held, self.now()))

    def _live(self, now: float) -> None:
        """Let time pass: the script, the scene, the quiet seconds."""
        if self.stopped:
            raise Curtain("stopped")
        self._play_cue(now)
        due = self._scene.due()
        if due is not None and now >= due:
            self._sound.play(self._scene.step(now))
            self._dirty = True
        self._mind_the_held(now)
        if self._scene.by_itself:
            return
        # A scene that ends while it waits for a touch is no sign that somebody is there.
        if now - self._touched >= HOME:
            raise Curtain("idle")
        self._mind_the_quiet(now)

    def _mind_the_held(self, now: float) -> None:
        """Take a finger that rests for somebody who is there, and is late only if to act."""
        if self._held:
            self._touched = now
            if self._scene.hint() is None:
                self._quiet_from = now

    def _follow_the_voice(self) -> None:
        """Tell the scene which of its sentences is being said now."""
        at = self._voice.at
        if at != self._saying:
            self._saying = at
            self._dirty |= self._scene.saying(at)

    def _mind_the_quiet(self, now: float) -> None:
        quiet = now - self._quiet_from
        # What is longer than the wait is heard to its end before it is said again.
        self._heard = now if self._voice.speaking else max(self._heard, self._quiet_from)
        if now - self._heard >= REPEAT and not self._repeated:
            self._repeated = True
            self._speak()
        shown = quiet >= SHOW or self._scene.insists()
        if shown and not self._hinting and self._scene.hint() is not None:
            self._hinting = self._dirty = True
            self._scene.showing_how()

    def _hear(self, heard: touch.Gesture) -> None:
        """Follow the fingers, and act on what is more than that."""
        if isinstance(heard, touch.Slide | touch.Lift | touch.Lost):
            self._fingers.hear(heard)
        else:
            self._touched = self.now()
            self._count_anew()
            self._act(heard)
        self._feel()

    def _act(self, heard: touch.Press | touch.Move | touch.Confirm | touch.Leave) -> None:
        if isinstance(heard, touch.Leave):
            raise Curtain("left")
        if isinstance(heard, touch.Move):
            self._move_focus(heard)
        elif isinstance(heard, touch.Confirm):
            if self._focus is not None:
                self._tap(self._focus)
        else:
            self._focus = None
            target = hit(self._targets(), heard.point)
            self._fingers.hear(heard, target)
            counts = self._lockout.lets(heard.point, self.now())
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
            self._speak()
            self._scene.again(self.now())
        elif not self._scene.done:
            self._sound.play(self._scene.press(target.name, self.now()))

    def _targets(self) -> list[Target]:
        return [*self._scene.targets(), *self._controls()]

    def _controls(self) -> list[Target]:
        left, right = corners(self._canvas.size)
        return [Target(LEAVE, left), Target(AGAIN, right)] if self._scene.controls else []

    def _move_focus(self, move: touch.Move) -> None:
        targets = self._targets()
        names = {one.name for one in targets}
        if self._focus is None or self._focus.name not in names:
            self._focus = targets[0]
        else:
            self._focus = beside(targets, self._focus, move.across, move.down)

    def _next_cue(self) -> float | None:
        """Fetch the next cue; tell when it may be played."""
        if self._cue is None:
            self._cue = next(self._cues, None)
        return None if self._cue is None else self._cue_at

    def _play_cue(self, now: float) -> None:
        at = self._next_cue()
        if self._cue is None or at is None or now < at:
            return
        if not self._is_ready(self._cue, now):
            self._cue_at = now + FRAME
            return
        cue, self._cue = self._cue, None
        self._cue_at = now + (cue.value if cue.kind == "wait" else PACE)
        if cue.kind == "key":
            pygame.event.post(
                pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(cue.value))
            )
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

    def _is_ready(self, cue: Cue, now: float) -> bool:
        """Tell whether a cue may be played: who follows a hint waits while it is best to wait."""
        if cue.kind in {"wait", "hold", "let"}:
            return True
        waits = cue.kind == "tap" and cue.value == "hint" and self._scene.hint() is None
        return self._scene.ready(now) and not waits

    def _named(self, name: str) -> Target:
        """Find a target by its name. Raises BadScript."""
        wanted = self._scene.hint() if name == "hint" else name
        for target in self._targets():
            if target.name == wanted:
                return target
        raise BadScript(f"The script taps {name!r}, which is not on the screen.")

    def _rehearse(self, scenes: Iterable[Scene]) -> bool:
        """Draw the first of some scenes unseen, so that its pictures are there when it is shown."""
        for scene in scenes:
            scene.draw(self._canvas, self.now())
            self._canvas.drop()
            return True
        return False

    def _draw(self, now: float) -> None:
        self._ahead = iter(self._scene.ahead(now))
        self._was_moving = self._scene.moving(now)
        self._dirty = False
        canvas = self._canvas
        canvas.clear()
        self._scene.draw(canvas, now)
        for target, picture in zip(self._controls(), ("1F6AA", "1F50A"), strict=False):
            canvas.panel(target.area)
            canvas.picture(picture, target.area.inset(1.5))
        if self._focus is not None:
            canvas.ring(self._focus.area, "ink")
        self._point()
        canvas.show()
        if self.after_first_frame is not None:
            ready, self.after_first_frame = self.after_first_frame, None
            ready()
        self._keep_frame()

    def _point(self) -> None:
        """Show how: a hand at what the hint names."""
        hint = self._scene.hint() if self._hinting else None
        for target in self._scene.targets() if hint is not None else ():
            if target.name == hint:
                area = target.area
                self._canvas.ring(area, "sun", 1.6)
                x, y = area.centre
                self._canvas.picture("1F446", Area(x - 7, y - 1, 15, 15))

    def _keep_frame(self) -> None:
        if self._frames is not None and not self._was_moving:
            self._kept += 1
            self._canvas.save(self._frames / f"{self._kept:03d}.png")
