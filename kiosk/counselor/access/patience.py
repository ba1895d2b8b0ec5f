"""Makes guessing a passphrase slow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from time import monotonic

from kiosk.errors import KioskError
from kiosk.store.keys.patience import wait_after


class TooSoon(KioskError, PermissionError):
    """The last wrong passphrase was too short a while ago."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Try again in {seconds} seconds.")
        self.seconds = seconds


class Patience:
    """One try at a time; after each wrong one the next must wait for twice as long.

    wrong: tells how many there were, at whichever door. Their whole wait begins when they are
    first heard of, at the start too: no clock tells for how long the machine was off.
    """

    def __init__(self, wrong: Callable[[], int], steady: Callable[[], float] = monotonic) -> None:
        self._told = wrong
        self._steady = steady
        self._busy = Lock()
        self._wrong, self._until = 0, 0.0
        self._listen()

    @contextmanager
    def one_try(self) -> Iterator[None]:
        """Allow a try inside the block. Raises TooSoon before it begins."""
        if not self._busy.acquire(blocking=False):
            raise TooSoon(1)
        try:
            self._listen()
            left = self._until - self._steady()
            if left > 0:
                raise TooSoon(ceil(left))
            try:
                yield
            finally:
                self._listen()
        finally:
            self._busy.release()

    def _listen(self) -> None:
        wrong = self._told()
        if wrong != self._wrong:
            self._wrong, self._until = wrong, self._steady() + wait_after(wrong)
