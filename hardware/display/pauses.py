"""How long to wait before something is started again: pure. It never gives up for good."""

from dataclasses import dataclass

_FIRST, _LONGEST = 0.5, 30.0


@dataclass(slots=True)
class Pauses:
    """Knows when something may be started again, by any steady clock; `due` is when."""

    due: float = 0.0
    pause: float = _FIRST

    def go_well(self) -> None:
        """Note that it does what it is for."""
        self.pause = _FIRST

    def end(self, now: float) -> None:
        """Note that it ended: the pause doubles with each time that it never went well."""
        self.due = now + self.pause
        self.pause = min(2 * self.pause, _LONGEST)
