"""Keeps two processes from opening, moving or serving one house's records at one moment."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kiosk.errors import AlreadyServed, BackupFailed, StoreError
from kiosk.store.safety import disk

# A migration of ten years with its backup takes seconds; nobody holds the lock for longer.
_OPENS_WITHIN = 60.0
_LEAVES_WITHIN = 2.0
_BACKS_UP_WITHIN = 600.0


@contextmanager
def opening(directory: Path, within: float = _OPENS_WITHIN) -> Iterator[None]:
    """Open, migrate or move the records alone; a program that dies lets the next one in.

    Raises StoreError where nobody let it in within so many seconds.
    """
    refusal = StoreError("Another program is just opening the records: try again.")
    with _held(directory / "lock", within, refusal):
        yield


@contextmanager
def serving(directory: Path) -> Iterator[None]:
    """Be the one who serves this house, or moves its records. Raises AlreadyServed."""
    refusal = AlreadyServed(f"The house in {directory} is being served: stop that first.")
    with _held(directory / "serving", _LEAVES_WITHIN, refusal):
        yield


@contextmanager
def using(directory: Path, within: float = _OPENS_WITHIN) -> Iterator[None]:
    """Have the records open, beside others who do; nobody restores them meanwhile.

    Raises StoreError where they are just being restored.
    """
    refusal = StoreError("The records are just being restored: try again.")
    with _held(directory / "in-use", within, refusal, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Have the records to oneself, so that they can be replaced beneath nobody.

    Raises StoreError where another program has them open.
    """
    refusal = StoreError("Another program has the records open: let it end first.")
    with _held(directory / "in-use", _LEAVES_WITHIN, refusal):
        yield


@contextmanager
def backing_up(directory: Path) -> Iterator[None]:
    """Make the only backup of this house that is being made. Raises BackupFailed."""
    refusal = BackupFailed("Another backup is being made: try again later.")
    with _held(directory / "backing-up", _BACKS_UP_WITHIN, refusal):
        yield


@contextmanager
def trying(directory: Path) -> Iterator[None]:
    """Be the only command that tries a passphrase. Raises StoreError."""
    refusal = StoreError("Another command is trying a passphrase: try again later.")
    with _held(directory / "trying", _OPENS_WITHIN, refusal):
        yield


@contextmanager
def _held(
    path: Path, patience: float, refusal: Exception, kind: int = fcntl.LOCK_EX
) -> Iterator[None]:
    descriptor = _open(path)
    if descriptor is None:
        yield
        return
    try:
        _wait(descriptor, kind, monotonic() + patience, refusal)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int | None:
    """Open the lock's file; where nothing can be written, nobody can do harm without it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    disk.give_to_the_house(path)
    return descriptor


def _wait(descriptor: int, kind: int, until: float, refusal: Exception) -> None:
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                raise refusal from None
            sleep(0.02)
        else:
            return
