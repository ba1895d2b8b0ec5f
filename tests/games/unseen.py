"""A stage that nobody sees, whose voice takes its time; for tests that hold the clock."""

from collections.abc import Iterable

from games.stage.script import Cue
from games.stage.stage import Stage


class Canvasless:
    size, mm = (154.0, 92.0), 5.2

    def drop(self) -> None:
        pass


class Voice:
    """Takes some seconds for a prompt, unless it is hushed; notes what it said."""

    heard = True

    def __init__(self, clock: list[float], takes: float) -> None:
        self._clock, self._takes, self._until = clock, takes, 0.0
        self.said: list[tuple[str, ...]] = []

    def say(self, *sentences: str) -> None:
        self.said.append(sentences)
        self._until = self._clock[0] + self._takes

    def hush(self) -> None:
        self._until = 0.0

    @property
    def at(self) -> int | None:
        return 0 if self._clock[0] < self._until else None

    @property
    def speaking(self) -> bool:
        return self.at is not None

    @property
    def sounds(self) -> bool:
        return self.speaking and self.heard


class Silence:
    def play(self, name: str | None) -> None:
        pass


def stage(voice: Voice, cues: Iterable[Cue] = ()) -> Stage:
    """Give a stage at the ordinary speed, whose clock a test holds."""
    return Stage(Canvasless(), str, voice, Silence(), print, iter(cues), 1.0, None)
