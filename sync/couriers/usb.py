"""Carries envelopes on a USB stick, in a folder that any computer can bring on its way.

    爱佑之家-aiyou/请读我-README.txt      what this is, and what to do with it
    爱佑之家-aiyou/<house>/<epoch>-<first>-<last>.aiyou     the body of one request
    爱佑之家-aiyou/<house>/<epoch>-<first>-<last>.answer    headquarters' answer to it

A file holds what a request over HTTP would carry. A house writes only what is not on the stick
yet, and takes away only files of its own of which nothing waits any more.
"""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import sqlite_utils

from sync import batch, enrolment, outbox, sticks
from sync.anew import mending
from sync.answer import LARGEST as LARGEST_ANSWER
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope, SyncError
from sync.outbox import Waiting
from sync.settling import settle

FOLDER = "爱佑之家-aiyou"
REQUEST, ANSWER = ".aiyou", ".answer"
README = "请读我-README.txt"
UNWRITABLE = "Nothing could be written to this stick."
NOT_ALL = "Not everything could be written to this stick."

_NAME = re.compile(r"[0-9a-f]{16}-\d{6,}-\d{6,}")
_TEXT = Path(__file__).with_name("readme.txt")


@dataclass(slots=True)
class Exchange:
    """What a visit of a stick brought.

    written: envelopes newly on it. carried: those on it that wait for an answer. settled: those
    that no longer wait. troubles: each the name of a file, empty for the stick itself, and one
    sentence; the other files went on.
    """

    written: int = 0
    carried: int = 0
    settled: int = 0
    troubles: list[tuple[str, str]] = field(default_factory=list)


def exchange(db: sqlite_utils.Database, stick: Path) -> Exchange:
    """Take in the answers that a stick brings, then put on it what waits and is not there yet.

    Nothing leaves the outbox but by an answer. Raises NotEnrolled.
    """
    known = enrolment.need(db)
    mending.replace_broken(db, everything=True)
    folder, done = stick / FOLDER / known.house, Exchange()
    try:
        _refuse_links(folder)
        _take_in(db, known, folder, done)
        _put_on(known, folder, outbox.everything_waiting(db), done)
    except OSError:
        done.troubles.append(("", NOT_ALL if done.carried else UNWRITABLE))
    return done


def read_request(path: Path) -> list[bytes]:
    """Read the envelopes of a file. Raises BadEnvelope where it is torn or something else."""
    return batch.decode(read(path, batch.LARGEST))


def read(path: Path, largest: int) -> bytes:
    """Read a file of a stick, and never more of it than it may hold. Raises BadEnvelope.

    What only bears the name of a file is not waited for, and no link is followed.
    """
    try:
        with os.fdopen(_opened(path), "rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise BadEnvelope("The file cannot be read.") from error


def _opened(path: Path) -> int:
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return opened
    os.close(opened)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def _refuse_links(folder: Path) -> None:
    """Raise OSError where whoever prepared the stick made a folder of ours lead elsewhere."""
    if folder.is_symlink() or folder.parent.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))


def _take_in(db: sqlite_utils.Database, known: Enrolment, folder: Path, done: Exchange) -> None:
    for path in _ours(folder, ANSWER):
        request = path.with_suffix(REQUEST)
        try:
            carried = set(read_request(request))
            asked = [one for one in outbox.everything_waiting(db) if one.envelope in carried]
            if asked:
                done.settled += settle(db, known, asked, read(path, LARGEST_ANSWER))[0]
        except SyncError as error:
            done.troubles.append((path.name, str(error)))
            continue
        # What is left of it goes onto the stick anew; one that cannot be changed is read again.
        with suppress(OSError):
            _take_away(request)


def _tidy(folder: Path, waiting: Collection[bytes]) -> None:
    """Take away what has arrived by another way; what cannot be read is no longer ours."""
    for path in _ours(folder, REQUEST):
        with suppress(BadEnvelope, OSError):
            if not set(read_request(path)).intersection(waiting):
                _take_away(path)


def _take_away(request: Path) -> None:
    """Take a file away, its answer first: one without its file would be a trouble for ever."""
    request.with_suffix(ANSWER).unlink(missing_ok=True)
    request.unlink()


def _put_on(known: Enrolment, folder: Path, waiting: Collection[Waiting], done: Exchange) -> None:
    _tidy(folder, {one.envelope for one in waiting})
    if not waiting:
        return
    folder.mkdir(parents=True, exist_ok=True)
    _explain(folder.parent, known.hq_url)
    there = _on_stick(folder)
    done.carried = sum(one.envelope in there for one in waiting)
    for request in outbox.requests(one for one in waiting if one.envelope not in there):
        name = f"{request[0].epoch.hex()}-{request[0].seq:06d}-{request[-1].seq:06d}{REQUEST}"
        sticks.write_whole(folder / name, batch.encode([one.envelope for one in request]))
        done.written += len(request)
        done.carried += len(request)


def _on_stick(folder: Path) -> set[bytes]:
    found: set[bytes] = set()
    for path in _ours(folder, REQUEST):
        with suppress(BadEnvelope):
            found.update(read_request(path))
    return found


def _explain(folder: Path, hq_url: str) -> None:
    """Say on the stick itself what it is; with the marks by which Windows reads it right."""
    told = _TEXT.read_text("utf-8").format(address=f"{hq_url}/c").replace("\n", "\r\n")
    content, path = told.encode("utf-8-sig"), folder / README
    try:
        if read(path, len(content)) == content:
            return
    except BadEnvelope:
        pass
    sticks.write_whole(path, content)


def _ours(folder: Path, suffix: str) -> Iterator[Path]:
    """List the files that bear a name of ours; all others are left alone."""
    named = sorted(folder.glob(f"*{suffix}"))
    return (path for path in named if _NAME.fullmatch(path.stem) and _may_be_file(path))


def _may_be_file(path: Path) -> bool:
    """Tell a file from what only bears its name; whoever reads it meets what cannot be seen."""
    try:
        return path.is_file()
    except OSError:
        return True
