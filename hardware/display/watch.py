"""Decides what a page needs that does not beat: pure.

One that is gone is opened anew; one that hangs needs a fresh browser, which also helps where that
did not; then everything is begun anew; and again, ever more patiently. A page is not to blame
while the house is silent, or while a game or the dark covers it.
"""

from dataclasses import dataclass
from enum import StrEnum

# A page that is drawn beats each 2 s (kiosk/desk/static/beats.js).
_DEAD_AFTER = 5.0
# So long the page of a house that answers again may take to notice. One that wanted to go on
# meanwhile shows that nothing answered.
_NOTICES_WITHIN = 3.0
_PAGE_WITHIN, _BROWSER_WITHIN, _LONGEST = 6.0, 25.0, 100.0
# A screen without a page for so long is left to systemd.
_HOPES_FOR = 150.0


class Care(StrEnum):
    """What to do about the page."""

    NONE = "none"
    PAGE = "page"
    BROWSER = "browser"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the house heard of its page.

    age: seconds since it beat last; None where it never did. plays: whether a game is above it.
    dark: whether the screen sleeps.
    """

    age: float | None
    plays: bool = False
    dark: bool = False

    @property
    def is_covered(self) -> bool:
        """Tell whether nobody could see the page: then it is not drawn, and does not beat."""
        return self.plays or self.dark


class Watch:
    """Follows one page; `step` after each question to the house. Times are any steady clock's.

    is_well: whether the page has beaten since it was last cared for. due: when it has to be looked
    at, at the latest.
    """

    def __init__(self, now: float) -> None:
        self._cared, self.due, self._well = now, now + _BROWSER_WITHIN, now
        self._steps, self._patience = 0, _BROWSER_WITHIN
        self.is_well = self._was_silent = False

    def begin(self, now: float) -> None:
        """Note that the browser was started with the page."""
        self._care(now, self._patience)

    def wait(self, now: float) -> None:
        """Note that there is no page on purpose: nothing of the screen is ill."""
        self._well = now

    def is_hopeful(self, now: float) -> bool:
        """Tell whether it is still worth mending."""
        return now - self._well < _HOPES_FOR

    def step(self, now: float, pulse: Pulse | None) -> Care:
        """Tell what to do; pulse is None where the house does not answer."""
        if pulse is None or pulse.is_covered:
            self._was_silent = self._was_silent or pulse is None
            self._well, self.due = now, max(self.due, now + _NOTICES_WITHIN)
            return Care.NONE
        if pulse.age is not None and now - pulse.age > max(self._cared, self._well):
            self._well, self._steps, self._patience = now - pulse.age, 0, _BROWSER_WITHIN
            self.is_well = True
            self.due, self._was_silent = self._well + _DEAD_AFTER, False
        if now < self.due:
            return Care.NONE
        return self._gone(now) if self._was_silent else self._hangs(now)

    def broken(self, now: float) -> Care:
        """Tell what to do about a page of which the browser says that it is gone."""
        return self._gone(now) if self._steps < 2 else Care.NONE

    def _gone(self, now: float) -> Care:
        if self._steps:
            return self._hangs(now)
        self._steps = 1
        self._care(now, _PAGE_WITHIN)
        return Care.PAGE

    def _hangs(self, now: float) -> Care:
        self._steps += 1
        self._patience = min(_BROWSER_WITHIN * 2 ** (self._steps // 4), _LONGEST)
        self._care(now, self._patience)
        return Care.ALL if self._steps % 3 == 0 else Care.BROWSER

    def _care(self, now: float, patience: float) -> None:
        self._cared, self.due, self.is_well = now, now + patience, False
