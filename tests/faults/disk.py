"""A disk that loses its power: rebuilds what a cut may leave, from a record of what was done.

What was synced is there. Of each write that was not, every sector of 512 bytes survives or does
not, whatever was written before or after it. A name (a file made, moved or removed) is safe once
a directory was synced after it; of the others an ordered prefix survives, as in a journal.
Syncing a file does not make its name safe: POSIX promises no more.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
_HEAD = struct.Struct("=cQQII")

# How likely an unsynced sector survives; a cut may take all, nothing or anything between.
_LUCK = (0.0, 0.1, 0.5, 0.5, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the recorder's log; recorder.c names the kinds."""

    kind: str
    inode: int
    offset: int
    path: str
    data: bytes


@dataclass(eq=False, slots=True)
class Inode:
    """One file or directory: what is safe of it, and what was done to it since."""

    is_directory: bool = False
    safe: bytearray = field(default_factory=bytearray)
    unsafe: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        for operation in self.unsafe:
            _apply(self.safe, operation)
        self.unsafe.clear()

    def now(self) -> bytes:
        """Tell what a program reads that nobody has cut off."""
        content = bytearray(self.safe)
        for operation in self.unsafe:
            _apply(content, operation)
        return bytes(content)

    def after_a_cut(self, rng: Random, luck: float) -> bytes:
        content = bytearray(self.safe)
        for operation in self.unsafe:
            for part in _parts(operation):
                if rng.random() < luck:
                    _apply(content, part)
        return bytes(content)


Names = dict[str, Inode]


class Disk:
    """The files below one directory, as a program sees them and as a cut may leave them."""

    def __init__(self, root: Path) -> None:
        self._root = f"{root.resolve()}/"
        self._inodes: dict[int, Inode] = {}
        self._names: Names = {}
        self._safe_names: Names = {}
        self._unsafe_names: list[tuple[str, Inode | None, str]] = []

    def apply(self, operation: Operation) -> None:
        """Do what the program did."""
        match operation.kind:
            case "W" | "T":
                self._inodes[operation.inode].unsafe.append(operation)
            case "S":
                self._inodes[operation.inode].sync()
            case "D":
                self._journal(self._safe_names, len(self._unsafe_names))
                self._unsafe_names.clear()
            case "C" | "M":
                self._create(operation)
            case "U":
                self._rename(operation.path, None, "")
            case "R" | "L":
                kept = operation.path if operation.kind == "R" else ""
                self._rename(kept, self._names[operation.path], operation.data.decode())

    def now(self) -> dict[str, bytes | None]:
        """Tell every file as the program sees it, by its path; a directory holds None."""
        return {
            self._short(path): None if inode.is_directory else inode.now()
            for path, inode in self._names.items()
        }

    def after_a_cut(self, rng: Random) -> dict[str, bytes | None]:
        """Tell every file as one cut may leave it, by its path; a directory holds None."""
        names = dict(self._safe_names)
        self._journal(names, rng.randint(0, len(self._unsafe_names)))
        luck = rng.choice(_LUCK)
        return {
            self._short(path): None if inode.is_directory else inode.after_a_cut(rng, luck)
            for path, inode in names.items()
        }

    def _create(self, operation: Operation) -> None:
        known = self._names.get(operation.path)
        if known is not None and self._inodes.get(operation.inode) is known:
            return
        inode = self._inodes[operation.inode] = Inode(operation.kind == "M")
        self._rename("", inode, operation.path)

    def _rename(self, before: str, inode: Inode | None, after: str) -> None:
        """Take one name away and give another one, at once: a rename, or half of it."""
        change = (before, inode, after)
        _change(self._names, *change)
        self._unsafe_names.append(change)

    def _journal(self, names: Names, count: int) -> None:
        for change in self._unsafe_names[:count]:
            _change(names, *change)

    def _short(self, path: str) -> str:
        return path.removeprefix(self._root)


def _change(names: Names, before: str, inode: Inode | None, after: str) -> None:
    inside = [path for path in names if path.startswith(f"{before}/")] if before and after else []
    names.pop(before, None)
    if inode:
        names[after] = inode
    for path in inside:
        names[after + path.removeprefix(before)] = names.pop(path)


def _apply(content: bytearray, operation: Operation) -> None:
    start, end = operation.offset, operation.offset + len(operation.data)
    if operation.kind == "T":
        del content[start:]
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[start:end] = operation.data


def _parts(operation: Operation) -> Iterator[Operation]:
    """Split a write where one sector ends and the next begins."""
    if operation.kind == "T":
        yield operation
        return
    done, data = 0, operation.data
    while done < len(data):
        offset = operation.offset + done
        length = SECTOR - offset % SECTOR
        part = data[done : done + length]
        yield Operation("W", operation.inode, offset, operation.path, part)
        done += len(part)


def read_log(log: Path) -> list[Operation]:
    """Read what the recorder wrote."""
    content, place, found = log.read_bytes(), 0, []
    while place < len(content):
        kind, inode, offset, path_length, length = _HEAD.unpack_from(content, place)
        data_at = place + _HEAD.size + path_length
        path = content[place + _HEAD.size : data_at].decode()
        place = data_at + length
        found.append(Operation(kind.decode(), inode, offset, path, content[data_at:place]))
    return found


def write_out(files: dict[str, bytes | None], directory: Path) -> None:
    """Put files where a program can open them."""
    for name, content in files.items():
        path = directory / name
        (path if content is None else path.parent).mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content)
