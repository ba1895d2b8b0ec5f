"""Minds the seconds without a touch: the prompt again, then how it goes, then home."""

REPEAT, SHOW, HOME = 8.0, 16.0, 60.0


class Quiet:
    """How long nobody has touched anything; times are the stage's, in seconds."""

    def __init__(self) -> None:
        self.shown = False
        self._touched = self._since = self._heard = 0.0
        self._repeated = False

    def touch(self, now: float) -> None:
        """Note that somebody is there."""
        self._touched = now
        self.begin(now)

    def begin(self, now: float) -> None:
        """Count anew until help: a scene began, which is no sign that somebody is there."""
        self._since, self._repeated, self.shown = now, False, False

    def rest(self, now: float, *, acts: bool) -> None:
        """Take a finger that rests for somebody who is there, and is late only if to act."""
        self._touched = now
        if not acts:
            self._since = now

    def look_on(self, now: float) -> None:
        """Take who only looked on for somebody who was there all the same."""
        self._touched = now

    def due(self, now: float) -> float:
        """Tell when something is to happen, if nobody touches anything until then."""
        help_after = next((at for at in (REPEAT, SHOW) if at > now - self._since), HOME)
        return min(self._since + help_after, self._touched + HOME)

    def is_over(self, now: float) -> bool:
        """Tell whether nobody is there."""
        return now - self._touched >= HOME

    def repeats(self, now: float, *, speaking: bool) -> bool:
        """Tell, once, that it is time for the prompt again: what is long is heard to its end."""
        self._heard = now if speaking else max(self._heard, self._since)
        is_time = now - self._heard >= REPEAT and not self._repeated
        self._repeated |= is_time
        return is_time

    def shows(self, now: float, *, at_once: bool) -> bool:
        """Tell whether it is time to show how it goes, which is not shown yet."""
        return not self.shown and (at_once or now - self._since >= SHOW)
