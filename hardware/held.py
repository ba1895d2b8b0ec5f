"""Something that counts once it has been so for long enough: pure.

A button that is held, a room in which nobody moves, mains that are gone.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Held:
    """Knows since when it is so; `seconds` is how long it must be. Times are any steady clock's."""

    seconds: float
    since: float | None = None
    counted: bool = False

    def begin(self, now: float) -> None:
        """Note that it is so; it may be said again and again."""
        if self.since is None:
            self.since, self.counted = now, False

    def end(self) -> bool:
        """Note that it is so no more; tell whether that was before it counted."""
        was_short = self.since is not None and not self.counted
        self.since, self.counted = None, False
        return was_short

    @property
    def due(self) -> float | None:
        """Tell when it counts, if it stays so; None where it is not so or counted already."""
        return None if self.since is None or self.counted else self.since + self.seconds

    def step(self, now: float) -> bool:
        """Tell, once, that it has been so for long enough."""
        if self.due is None or now < self.due:
            return False
        self.counted = True
        return True
