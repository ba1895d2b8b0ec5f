"""Minds the seconds without a touch: the prompt again, then how it goes, then home."""

REPEAT, SHOW, HOME = 8.0, 16.0, 60.0


class Quiet:
    """How long nobody has touched anything; times are the stage's, in seconds."""

    def __init__(self) -> None:
        self.shown = False
        self._touched = self._since = self._heard = 0.0
        self._repeated = self._in_vain = False

    def touch(self, now: float) -> None:
        """Note that somebody is there."""
        self.look_on(now)
        self.begin(now)

    def begin(self, now: float) -> None:
        """Count anew until help: a scene began, which is no sign that somebody is there."""
        self._since, self._repeated, self.shown = now, False, False

    def rest(self, now: float, *, acts: bool) -> None:
        """Take a finger that rests for somebody who is there, and is late only if to act."""
        self.look_on(now)
        if not acts:
            self._since = now

    def look_on(self, now: float) -> None:
        """Take who only looked on for somebody who was there all the same."""
        self._touched, self._in_vain = now, False

    def due(self, now: float) -> float:
        """Tell when something is to happen, if nobody touches anything until then."""
        begin = self._asked()
        help_after = next((at for at in (REPEAT, SHOW) if at > now - begin), HOME)
        return min(begin + help_after, self._touched + HOME)

    def is_over(self, now: float) -> bool:
        """Tell whether nobody is there."""
        return now - self._touched >= HOME

    def repeats(self, now: float, *, speaking: bool) -> bool:
        """Tell, once, that it is time for the prompt again: what is long is heard to its end."""
        if self._repeated:
            # Said again, it holds up nothing: else who needs help would wait twice as long.
            return False
        if speaking:
            self._heard = now
        if speaking and not self._in_vain:
            # Who touched something listens to what came of it. Scenes that follow without a touch
            # and a prompt that was said again are heard by nobody, as far as is known.
            self._touched = now
        self._repeated = now - self._asked() >= REPEAT
        self._in_vain |= self._repeated
        return self._repeated

    def shows(self, now: float, *, at_once: bool) -> bool:
        """Tell whether it is time to show how it goes, which is not shown yet."""
        return not self.shown and (at_once or now - self._asked() >= SHOW)

    def _asked(self) -> float:
        """Tell since when somebody knows what to do: since the prompt was heard to its end."""
        return max(self._since, self._heard)
