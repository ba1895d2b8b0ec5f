"""The format of a backup: a header anyone may read, the records as one encrypted stream.

    magic line | length of the header (4 bytes) | header (CBOR)
    | stream header (24 bytes) | chunks (libsodium secretstream) | BLAKE2b of all before it

The stream is the compressed image of the database under a key of the file's own. The
header carries that key wrapped, and the key slots, so that on a new card a counselor's
passphrase opens it; the first chunk is bound to the header. The digest finds bit rot
without any key. Nothing personal is in the header.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import cbor2
from nacl.exceptions import CryptoError

from kiosk.domain.backups import Made
from kiosk.domain.moment import ClockState, from_ms
from kiosk.errors import BadBackup
from kiosk.store.safety import disk, stream

MAGIC = b"aiyou house backup 1\n"

_LENGTH_BYTES = 4
_LONGEST_HEADER = 256 * 1024
_DIGEST_BYTES = 32

# A hundred years of a house fit; a file that says more is not ours.
_LARGEST_IMAGE = 1024 * 1024 * 1024
_LARGEST_NUMBER = 10**12

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a backup before it is opened.

    made_at: ms since 1970. seq: the last number in it. size: bytes of the database.
    for_house: the file's key sealed to the house's public key; for_card: the same
    wrapped under the card's own key, or None. slots: the rows of key_slots.
    """

    made_at: int
    clock: str
    boot: str
    seq: int
    size: int
    public_key: bytes
    for_house: bytes
    for_card: bytes | None
    slots: list[dict[str, Any]]

    @property
    def made(self) -> Made:
        """Tell when it was made."""
        return Made(self.seq, from_ms(self.made_at), ClockState(self.clock), self.boot)


def write(path: Path, header: Header, key: bytes, image: bytes, progress: Progress) -> None:
    """Write a backup whole or not at all. Raises OSError."""
    told = _encode(header)
    digest = blake2b(digest_size=_DIGEST_BYTES)
    with disk.written_whole(path) as file:
        unflushed = 0
        _put(file, digest, told)
        for part in stream.encrypt(key, told, _packed(image, progress)):
            _put(file, digest, part)
            unflushed += len(part)
            if unflushed > disk.STEP:
                disk.flush(file)
                unflushed = 0
        file.write(digest.digest())


def read_header(path: Path) -> Header:
    """Read the header alone, believing it. Raises BadBackup or OSError."""
    with path.open("rb") as file:
        start = file.read(len(MAGIC) + _LENGTH_BYTES)
        return _decode(start + file.read(_header_length(start)))


def read_sound(path: Path) -> tuple[Header, bytes]:
    """Read a file whose digest is right: its header and its bytes. Raises BadBackup or OSError."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        raise BadBackup(f"{path.name} is no backup of a house.")
    body, digest = data[:-_DIGEST_BYTES], data[-_DIGEST_BYTES:]
    if blake2b(body, digest_size=_DIGEST_BYTES).digest() != digest:
        raise BadBackup(f"{path.name} is damaged.")
    return _decode(body), data


def open_image(path: Path, header: Header, data: bytes, key: bytes) -> bytes:
    """Decrypt the database that a file holds. Raises BadBackup."""
    told = data[: _header_end(data)]
    chunks = memoryview(data)[len(told) : -_DIGEST_BYTES]
    unpacker = zlib.decompressobj()
    image = bytearray()
    try:
        for piece in stream.decrypt(key, told, chunks):
            image += unpacker.decompress(piece, header.size + 1)
            if len(image) > header.size:
                break
    except (CryptoError, zlib.error) as error:
        raise BadBackup(f"{path.name} does not open with this key.") from error
    if len(image) != header.size or not unpacker.eof:
        raise BadBackup(f"{path.name} is damaged.")
    return bytes(image)


def _packed(image: bytes, progress: Progress) -> Iterator[bytes]:
    packer = zlib.compressobj(1)
    for start in range(0, len(image), disk.STEP):
        yield packer.compress(image[start : start + disk.STEP])
        progress(start / len(image))
    yield packer.flush()


def _put(file: IO[bytes], digest: blake2b, part: bytes) -> None:
    file.write(part)
    digest.update(part)


def _encode(header: Header) -> bytes:
    told = cbor2.dumps(asdict(header), canonical=True)
    return MAGIC + len(told).to_bytes(_LENGTH_BYTES, "big") + told


def _header_length(start: bytes) -> int:
    if not start.startswith(MAGIC):
        raise BadBackup("This is no backup of a house.")
    length = int.from_bytes(start[len(MAGIC) : len(MAGIC) + _LENGTH_BYTES], "big")
    if length > _LONGEST_HEADER:
        raise BadBackup("This backup is damaged.")
    return length


def _header_end(data: bytes) -> int:
    return len(MAGIC) + _LENGTH_BYTES + _header_length(data)


def _decode(data: bytes) -> Header:
    end = _header_end(data)
    try:
        header = Header(**_mapping(cbor2.loads(data[len(MAGIC) + _LENGTH_BYTES : end])))
        _ = header.made
        sensible = 0 < header.size <= _LARGEST_IMAGE and 0 <= header.seq <= _LARGEST_NUMBER
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, OSError) as error:
        raise BadBackup("This backup is damaged.") from error
    if not sensible:
        raise BadBackup("This backup is damaged.")
    return header


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value
