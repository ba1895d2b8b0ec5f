"""A one-time code by which a device is paired: short-lived, used once, and not to be guessed."""

import secrets
from collections.abc import Callable
from threading import Lock
from time import monotonic

LASTS = 300.0

# No letter that could be read as another one: it may have to be typed.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_MOST_WRONG = 10


class Pairing:
    """One code that a counselor has asked for; it pairs one device, within five minutes.

    device: the name of the device that was paired by it; empty until then.
    """

    def __init__(self, counselor: str, steady: Callable[[], float] = monotonic) -> None:
        self.counselor = counselor
        self.code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        self.device = ""
        self._steady = steady
        self._until = steady() + LASTS
        self._wrong = 0
        self._is_used = False
        self._lock = Lock()

    @property
    def seconds(self) -> float:
        """Tell for how long the code can still be used; 0 when it cannot any more."""
        if self._is_used or self._wrong >= _MOST_WRONG:
            return 0.0
        return max(0.0, self._until - self._steady())

    def take(self, code: str) -> bool:
        """Use the code up where it is the right one, in time."""
        given = "".join(letter for letter in code.upper() if letter in _LETTERS)
        with self._lock:
            if not self.seconds:
                return False
            self._is_used = secrets.compare_digest(given, self.code)
            self._wrong += not self._is_used
            return self._is_used
