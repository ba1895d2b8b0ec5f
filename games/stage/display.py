"""Brings a scene on the panel, with what the stage adds to it; pictures are ready in time."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from games.stage.area import MAIN, MARGIN, Area, Target
from games.stage.canvas import Canvas
from games.stage.scene import Scene

# The leave door and the repeat button, in this order.
_CONTROLS = ("1F6AA", "1F50A")
_HAND = "1F446"
# A tag that was read, and a hand that greets whoever holds it.
_GREETING = ("1F4B3", "1F44B")
# After so many seconds what begins to move has come to rest: both looks are rehearsed.
SETTLED = 2.0


class Display:
    """Draws scene after scene; `frames` is where each still picture is kept, None for nowhere."""

    def __init__(self, canvas: Canvas, frames: Path | None) -> None:
        self.canvas = canvas
        # Whether the picture is no longer what the scene would draw, or changes by itself.
        self.is_old = self.is_moving = False
        # Whether it answers somebody who held a tag up.
        self.greets = False
        self.after_first_frame: Callable[[], None] | None = None
        self._frames, self._kept = frames, 0
        self._looks: Iterator[tuple[Scene, float]] = iter(())

    def lost(self) -> None:
        """Draw all of it anew: the window lost what it showed."""
        self.canvas.forget()
        self.is_old = True

    def rehearse(self, scene: Scene, now: float) -> None:
        """Draw a scene unseen, so that its pictures are there when it is shown."""
        scene.draw(self.canvas, now)
        self.canvas.drop()

    def rehearse_next(self) -> bool:
        """Use a quiet moment to rehearse a look that may come next; tell whether there was one."""
        look = None if self.is_moving else next(self._looks, None)
        if look is not None:
            self.rehearse(*look)
        return look is not None

    def draw(
        self,
        scene: Scene,
        now: float,
        controls: Sequence[Target],
        focus: Target | None,
        hint: str | None,
    ) -> None:
        """Draw a scene, its controls, where the keys are, and a hand at what a hint names."""
        self.is_old, self.is_moving = False, scene.moving(now)
        self._looks = ((one, now + later) for one in scene.ahead(now) for later in (0.0, SETTLED))
        self.canvas.clear()
        scene.draw(self.canvas, now)
        for target, picture in zip(controls, _CONTROLS, strict=False):
            self.canvas.panel(target.area)
            self.canvas.picture(picture, target.area.inset(1.5))
        if focus is not None:
            self.canvas.ring(focus.area, "ink")
        for target in scene.targets() if hint is not None else ():
            if target.name == hint:
                self._point(target.area)
        if self.greets:
            self._greet()
        self.canvas.show()
        self._is_seen()

    def _point(self, area: Area) -> None:
        x, y = area.centre
        self.canvas.ring(area, "sun", 1.6)
        self.canvas.picture(_HAND, Area(x - 7, y - 1, 15, 15))

    def _greet(self) -> None:
        """Draw it between the corners, where it lies on no control."""
        board = Area(self.canvas.size[0] / 2 - MAIN, MARGIN, 2 * MAIN, MAIN)
        self.canvas.panel(board)
        for at, picture in enumerate(_GREETING):
            place = Area(board.x + at * MAIN, board.y, MAIN, MAIN)
            self.canvas.picture(picture, place.inset(MARGIN))

    def _is_seen(self) -> None:
        if self.after_first_frame is not None:
            ready, self.after_first_frame = self.after_first_frame, None
            ready()
        if self._frames is not None and not self.is_moving:
            self._kept += 1
            self.canvas.save(self._frames / f"{self._kept:03d}.png")
