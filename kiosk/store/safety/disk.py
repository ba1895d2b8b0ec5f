"""Files that are there whole after a power cut, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EPERM, EROFS
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

# Written through in small steps: one long flush would keep a child's check-in waiting.
STEP = 1024 * 1024


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Write a file beside `path` and put it in its place once it is on the disk."""
    beside = path.with_name(f".{path.name}.part")
    try:
        # Made anew: whoever prepared a stick may have put a link there, to lead elsewhere.
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            with suppress(OSError):
                beside.chmod(0o600)
            give_to_the_house(beside)
            yield file
            flush(file)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    settle(path.parent)


def give_to_the_house(path: Path) -> None:
    """Let what root has made belong to whom its directory does: the service could not open it."""
    if os.geteuid() == 0:
        with suppress(OSError):
            owner = path.parent.stat()
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def clear_parts(directory: Path) -> None:
    """Take away what a power cut left half written."""
    for beside in directory.glob(".*.part"):
        with suppress(OSError):
            beside.unlink()


def flush(file: IO[bytes]) -> None:
    """Wait until what was written to a file is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def settle_file(path: Path) -> None:
    """Wait until what any process wrote to a file is on the disk; one that is not there may be."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        os.fsync(file.fileno())


def settle(directory: Path) -> None:
    """Wait until the names in a directory are on the disk; some sticks cannot promise it."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_cached(path: Path) -> None:
    """Let the next look at a file come from the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def is_read_only(directory: Path) -> bool:
    """Tell whether nothing can be written to a directory, nor one made in its place.

    Only a try tells: a file system that met an error still says that it can be written to.
    """
    while not directory.exists() and directory != directory.parent:
        directory = directory.parent
    try:
        with TemporaryFile(dir=directory):
            return False
    except OSError as error:
        return error.errno in (EROFS, EACCES, EPERM)
