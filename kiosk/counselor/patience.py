"""Makes guessing a passphrase slow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from time import monotonic

from kiosk.errors import KioskError, WrongPassphrase

LONGEST = 60.0


class TooSoon(KioskError, PermissionError):
    """The last wrong passphrase was too short a while ago."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Try again in {seconds} seconds.")
        self.seconds = seconds


class Patience:
    """One try at a time; after each wrong one the next must wait for twice as long.

    wrong: how many there were before the start: their whole wait begins anew, since no clock
    tells for how long the machine was off.
    """

    def __init__(self, wrong: int = 0, steady: Callable[[], float] = monotonic) -> None:
        self._steady = steady
        self._busy = Lock()
        self._wrong = wrong
        self._until = self._after(wrong)

    @contextmanager
    def one_try(self) -> Iterator[None]:
        """Allow a try inside the block. Raises TooSoon before it begins."""
        if not self._busy.acquire(blocking=False):
            raise TooSoon(1)
        try:
            left = self._until - self._steady()
            if left > 0:
                raise TooSoon(ceil(left))
            yield
            self._wrong = 0
        except WrongPassphrase:
            self._wrong += 1
            self._until = self._after(self._wrong)
            raise
        finally:
            self._busy.release()

    def _after(self, wrong: int) -> float:
        # A large count must not become a power that no float holds.
        return self._steady() + (min(2.0 ** min(wrong, 10), LONGEST) if wrong else 0.0)
