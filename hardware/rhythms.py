"""Rhythms of lights and tones: pure.

Told apart by rhythm alone: one light in the dark, and eyes that see no red and green, suffice.
"""

from dataclasses import dataclass
from enum import StrEnum

Step = tuple[float, float]

# At most so many flashes a second (WCAG 2.3.1).
MOST_FLASHES = 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Steps of (level from 0 to 1, seconds), one after the other; without end or once."""

    steps: tuple[Step, ...]
    repeats: bool = True

    @property
    def seconds(self) -> float:
        """Tell how long all steps take together."""
        return sum(seconds for _, seconds in self.steps)

    def at(self, elapsed: float) -> tuple[float, float | None]:
        """Tell the level so many seconds after the beginning, and after how many it changes.

        None: it stays so.
        """
        if len(self.steps) == 1 and self.repeats:
            return self.steps[0][0], None
        if not self.repeats and elapsed >= self.seconds:
            return 0.0, None
        left = elapsed % self.seconds
        for level, seconds in self.steps:
            if left < seconds:
                return level, seconds - left
            left -= seconds
        return self.steps[-1][0], 0.0


class Mood(StrEnum):
    """How the house is, as its light tells it."""

    ASLEEP = "asleep"
    READY = "ready"
    WAITING = "waiting_to_send"
    NEEDS = "needs_counselor"


@dataclass(frozen=True, slots=True)
class Sign:
    """A colour (red, green, blue: each 0 or 1) in a rhythm.

    Nothing between: a pin that makes half a light wakes the processor hundreds of times a second.
    """

    colour: tuple[float, float, float]
    rhythm: Rhythm


STEADY = Rhythm(((1.0, 1.0),))
DARK = Rhythm(((0.0, 1.0),))

SIGNS = {
    # A short spark now and then: it is on, and nobody need look.
    Mood.ASLEEP: Sign((0.0, 0.0, 1.0), Rhythm(((1.0, 0.3), (0.0, 5.7)))),
    Mood.READY: Sign((0.0, 1.0, 0.0), STEADY),
    Mood.WAITING: Sign((1.0, 1.0, 0.0), Rhythm(((1.0, 2.0), (0.0, 2.0)))),
    Mood.NEEDS: Sign((1.0, 0.0, 0.0), Rhythm(((1.0, 0.25), (0.0, 0.25), (1.0, 0.25), (0.0, 1.25)))),
}

CALLING = Rhythm(((1.0, 0.5), (0.0, 0.5)))

# Tones: two soft ones call, one long one says that something is taken.
RING = Rhythm(((1.0, 0.2), (0.0, 0.15), (1.0, 0.35)), repeats=False)
TAKEN = Rhythm(((1.0, 0.6),), repeats=False)
