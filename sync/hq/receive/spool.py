"""What comes while the database is away: kept until it is back, and not acknowledged.

A house keeps what is not acknowledged and sends it again. One that calls once a week need not: what
is here is taken in as soon as the database answers. Cut off between that and the end of a file, the
same is taken in twice, which changes nothing.

Each process writes a file of its own, body after body, and holds its lock: whoever gets the lock of
a file may take it in.
"""

import fcntl
import hashlib
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from threading import Lock

from sync.sticks import settle

# Bytes of all files together: enough for a night of 100,000 houses.
MOST = 256 * 2**20
_SUFFIX = ".bodies"
_LENGTH_BYTES, _DIGEST_BYTES = 4, 16
# Who sends the same again meanwhile fills nothing; beyond so many that is no longer known.
_REMEMBERED = 100_000


class Spool:
    """Keep bodies of requests, and give them back in the order in which they came."""

    def __init__(self, directory: Path, most: int = MOST) -> None:
        self._directory, self._most = directory, most
        self._lock = Lock()
        self._file: FileIO | None = None
        self._closing: weakref.finalize[..., Spool] | None = None
        self._known: set[bytes] = set()

    def keep(self, body: bytes) -> bool:
        """Keep a body durably, the same one once; False where there is no room for it."""
        digest = _digest(body)
        with self._lock:
            if digest in self._known:
                return True
            try:
                kept = self.size() + len(body) <= self._most and self._append(digest, body)
            except OSError:
                return False
            if kept and len(self._known) < _REMEMBERED:
                self._known.add(digest)
            return kept

    def size(self) -> int:
        """Tell how many bytes wait."""
        return sum(_size(path) for path in self._directory.glob(f"*{_SUFFIX}"))

    def files(self) -> Iterator[Iterator[bytes]]:
        """Give the bodies of each file that nobody else is at; a file goes once it was read whole.

        Whatever comes meanwhile is in another one.
        """
        self.close()
        for path in sorted(self._directory.glob(f"*{_SUFFIX}"), key=_age):
            with _owned(path) as file:
                if file is not None:
                    yield _bodies(file)
                    path.unlink()

    def close(self) -> None:
        """Let others take in what this process has kept."""
        with self._lock:
            if self._closing is not None:
                self._closing()
            self._file = self._closing = None
            self._known.clear()

    def _append(self, digest: bytes, body: bytes) -> bool:
        file = self._file = self._file or self._begin()
        end = file.tell()
        try:
            _write(file, len(body).to_bytes(_LENGTH_BYTES, "big") + digest + body)
            os.fsync(file.fileno())
        except OSError:
            # Half a body would hide what is kept behind it.
            file.seek(end)
            file.truncate()
            raise
        return True

    def _begin(self) -> FileIO:
        self._directory.mkdir(mode=0o700, exist_ok=True)
        file = FileIO(self._directory / f"{os.urandom(8).hex()}{_SUFFIX}", "x")
        # Who forgets a spool leaves no file open.
        self._closing = weakref.finalize(self, file.close)
        fcntl.flock(file, fcntl.LOCK_EX)
        settle(self._directory)
        return file


@contextmanager
def _owned(path: Path) -> Iterator[FileIO | None]:
    """Open a file that nobody writes or takes in, or that was left behind; None for any other."""
    try:
        file = FileIO(path)
    except FileNotFoundError:
        yield None
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Somebody may have taken it in and away just before.
            yield file if path.exists() else None
        except BlockingIOError:
            yield None


def _bodies(file: FileIO) -> Iterator[bytes]:
    """Read what is whole: the power may have gone while the last one was written."""
    while len(head := file.read(_LENGTH_BYTES + _DIGEST_BYTES)) == _LENGTH_BYTES + _DIGEST_BYTES:
        body = file.read(int.from_bytes(head[:_LENGTH_BYTES], "big"))
        if _digest(body) != head[_LENGTH_BYTES:]:
            return
        yield body


def _write(file: FileIO, data: bytes) -> None:
    """Write all of it: a disk that is almost full takes a part."""
    while data:
        data = data[file.write(data) :]


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest()


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _age(path: Path) -> float:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime
    return 0.0
