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
    """One try at a time; after each wrong one the next must wait for twice as long."""

    def __init__(self, steady: Callable[[], float] = monotonic) -> None:
        self._steady = steady
        self._busy = Lock()
        self._wrong = 0
        self._until = 0.0

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
            self._until = self._steady() + min(2.0**self._wrong, LONGEST)
            raise
        finally:
            self._busy.release()
