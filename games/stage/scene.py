"""What a game gives the stage: a scene says what can be pressed and draws itself."""

from collections.abc import Iterable, Sequence
from typing import Self

from games.stage.area import Target
from games.stage.canvas import Canvas


class Scene:
    """A scene of a game; `now` is the stage's time in seconds."""

    # An English text, shown or only said; the stage translates it.
    prompt = ""
    # Whether the leave door and the repeat button stand in the corners.
    controls = True
    # Whether its targets are held, by several fingers at once: they are not pressed then.
    holds = False
    # Whether it goes on to its end without a touch: nobody is asked again, or sent home from it.
    by_itself = False
    # Whether its time stands still, once nothing moves, while its words are heard: those of its
    # beginning, new ones, and those that are asked for again.
    pauses = False
    done = False

    def targets(self) -> Sequence[Target]:
        """List what can be pressed."""
        return ()

    def says(self) -> Sequence[str]:
        """List the English texts to be heard now, one after another: anew whenever they change."""
        return (self.prompt,)

    def saying(self, at: int | None) -> bool:
        """Note which text of `says` is being said, None when all were; tell if that is drawn."""
        del at
        return False

    def press(self, name: str, now: float) -> str | None:
        """Act on a press; return the name of the sound that answers it."""
        raise NotImplementedError

    def held(self, names: frozenset[str], now: float) -> str | None:
        """Act on what is held now, whenever that changes; return the name of a sound."""
        raise NotImplementedError

    def hint(self) -> str | None:
        """Name the target to point at."""
        return None

    def showing_how(self) -> None:
        """Note that the stage points at the hint now."""

    def insists(self) -> bool:
        """Tell whether the hint is to be shown at once, without waiting."""
        return False

    def again(self, now: float) -> None:
        """Show anew what the prompt is about, when it is asked for again."""

    def step(self, now: float) -> str | None:
        """Let time pass; return the name of a sound to play."""
        del now
        return None

    def moving(self, now: float) -> bool:
        """Tell whether the next picture differs from this one."""
        del now
        return False

    def due(self) -> float | None:
        """Tell when something happens by itself."""
        return None

    def ready(self, now: float) -> bool:
        """Tell whether it waits for a press."""
        return not self.moving(now)

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw everything but the controls."""
        raise NotImplementedError

    def ahead(self, now: float) -> Iterable[Self]:
        """Give what may be seen next, to be drawn unseen: then every picture is there in time."""
        del now
        return ()
