"""Passwords of accounts: refuse the guessable, keep only their Argon2 hash."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sync.hq.errors import Refused, TooBusy

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
# What a guess costs: RFC 9106's second choice, which is argon2-cffi's own.
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
# So many at once in a process: what makes guessing dear must not fill the memory of the machine.
AT_ONCE = 2
# Seconds for which one waits for a turn, while a thread does nothing else.
PATIENCE = 2.0
# What runs along a keyboard or an alphabet is guessed first, forwards and backwards.
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_WORDS = (
    "password",
    "passw0rd",
    "aiyou",
    "admin",
    "headquarters",
    "letmein",
    "welcome",
    "iloveyou",
)

_free = threading.BoundedSemaphore(AT_ONCE)
_mine = threading.local()


def check(password: str, name: str) -> None:
    """Raise Refused when a password is short or easily guessed."""
    if len(password) < SHORTEST:
        raise Refused("The password must have at least %(shortest)s characters.", shortest=SHORTEST)
    if is_guessable(password, name):
        raise Refused("The password is too easy to guess: use several unrelated words.")


def is_guessable(password: str, name: str) -> bool:
    """Tell whether little is left of a password without what everybody tries first."""
    rest = password.casefold()
    for word in (name.casefold(), *_WORDS):
        rest = rest.replace(word, "") if word else rest
    return len(set(rest)) < 5 or len(_without_runs(rest)) < 5


def _without_runs(text: str) -> str:
    pairs = [before + letter for before, letter in pairwise(text)]
    fresh = [
        pair[1] for pair in pairs if not any(pair in run or pair[::-1] in run for run in _RUNS)
    ]
    return text[:1] + "".join(fresh)


@contextmanager
def turn() -> Iterator[None]:
    """Take one of the turns to hash or verify, if this thread has none. Raises TooBusy.

    Take it before a transaction: who waits for it in one lets all others wait who write.
    """
    if getattr(_mine, "is_taken", False):
        yield
        return
    if not _free.acquire(timeout=PATIENCE):
        raise TooBusy("Too many passwords are being looked at.")
    _mine.is_taken = True
    try:
        yield
    finally:
        _mine.is_taken = False
        _free.release()


def digest(password: str) -> str:
    """Hash a password with Argon2id. Raises TooBusy."""
    with turn():
        return _hasher().hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Verify a password; an unknown account (None) takes as long as a wrong one. Raises TooBusy."""
    from argon2.exceptions import VerificationError

    try:
        with turn():
            return _hasher().verify(kept or _nobody(), password) and kept is not None
    except VerificationError:
        return False


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _nobody() -> str:
    return digest("no account has this password")
