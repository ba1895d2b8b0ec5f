"""The file of a backup: items in their order, compressed, and at the end a hash of all of it.

A line that says so, then one zlib stream of items, each CBOR behind its length (4 bytes, most
significant first), then BLAKE2b-256 of everything before it. Whoever reads it holds one item.
"""

import os
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import cbor2

from sync.hq.errors import DamagedBackup

_MAGIC = b"aiyou hq backup 1\n"
_HASH_BYTES = 32
_PIECE = 256 * 1024
# An item holds a megabyte of rows at most, and one row is an envelope: far more is damage.
_LONGEST = 64 * 1024 * 1024
# Most of it is sealed and does not get smaller: the quickest way finds what there is to find.
_LEVEL = 1


class Writer:
    """Write items into a new file; what is not closed is no backup."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb")
        self._hash = blake2b(digest_size=_HASH_BYTES)
        self._packer = zlib.compressobj(_LEVEL)
        self._put(_MAGIC)

    def write(self, item: object) -> None:
        """Add one item of plain values, bytes and dates."""
        data = cbor2.dumps(item)
        self._put(self._packer.compress(len(data).to_bytes(4, "big") + data))

    def finish(self) -> None:
        """Write the hash, and come back when all of it is on the disk."""
        self._put(self._packer.flush())
        self._file.write(self._hash.digest())
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file, finished or not."""
        self._file.close()

    def _put(self, data: bytes) -> None:
        self._hash.update(data)
        self._file.write(data)


def read(path: Path) -> Iterator[Any]:
    """Read the items one after the other; raises DamagedBackup where they are not as written.

    Only who has read to the end knows that it is whole. Raises OSError.
    """
    with path.open("rb") as file:
        stream = _Unpacked(file, path)
        while head := stream.take(4, may_end=True):
            length = int.from_bytes(head, "big")
            if length > _LONGEST:
                raise _damaged(path)
            try:
                yield cbor2.loads(stream.take(length))
            except (cbor2.CBORError, ValueError) as problem:
                raise _damaged(path) from problem


class _Unpacked:
    """The bytes inside, some at a time; the hash is compared before the last of them is known."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path
        self._left = max(path.stat().st_size - _HASH_BYTES, 0)
        self._hash = blake2b(digest_size=_HASH_BYTES)
        self._unpacker = zlib.decompressobj()
        self._ready = bytearray()
        if self._read(len(_MAGIC)) != _MAGIC:
            raise DamagedBackup(f"{path} is no backup of headquarters.")

    def take(self, count: int, *, may_end: bool = False) -> bytes:
        """Take so many bytes; none at the end, where it may be."""
        while len(self._ready) < count and not self._unpacker.eof:
            self._unpack()
        if may_end and not self._ready:
            self._check_end()
            return b""
        if len(self._ready) < count:
            raise _damaged(self._path)
        taken = bytes(self._ready[:count])
        del self._ready[:count]
        return taken

    def _unpack(self) -> None:
        packed = self._unpacker.unconsumed_tail or self._read(_PIECE)
        try:
            self._ready += self._unpacker.decompress(packed, _PIECE)
        except zlib.error as problem:
            raise _damaged(self._path) from problem
        if not packed and not self._unpacker.eof:
            raise _damaged(self._path)

    def _read(self, most: int) -> bytes:
        data = self._file.read(min(most, self._left))
        self._left -= len(data)
        self._hash.update(data)
        return data

    def _check_end(self) -> None:
        whole = not self._left and not self._unpacker.unused_data
        if not whole or self._file.read() != self._hash.digest():
            raise _damaged(self._path)


def _damaged(path: Path) -> DamagedBackup:
    return DamagedBackup(f"{path} is damaged: take another backup.")
