"""One writer at a time, over all processes that share an SQLite file."""

import fcntl
import os
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sync.hq.owner import hand_over

# Seconds in which one who writes comes to the end of it, where all are asked to end.
_ENDS_WITHIN = 1.0
# No link: it might lead root to a file that is none of ours.
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


class Writer:
    """Let one transaction write, and wake the next at once.

    SQLite's own queue is a wait of its guesses: who is unlucky there waits for seconds. A file
    beside the database is locked instead; who dies lets go of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Of several threads one asks for the file: it belongs to the process.
        self._lock = Lock()
        self._file = -1

    def __enter__(self) -> Self:
        self._lock.acquire()
        try:
            if self._file < 0:
                self._file = os.open(self._path, _FLAGS, 0o600)
                hand_over(self._file, self._path.parent)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._lock.release()

    def close(self) -> None:
        """Let go of the file, unless somebody is writing: whoever ends does not wait for that."""
        if not self._lock.acquire(timeout=_ENDS_WITHIN):
            return
        if self._file >= 0:
            os.close(self._file)
        self._file = -1
        self._lock.release()
