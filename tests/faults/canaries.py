"""Words that must not be found on a stolen card, and the finding of them in whatever clothes."""

import gzip
import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_GZIP = b"\x1f\x8b\x08"
# Files that have room for more are mostly this, and no word has so much of it in the middle.
_EMPTY = re.compile(rb"\0{64,}")


def clothes(canary: str | bytes) -> Iterator[bytes]:
    """Tell the bytes by which a canary may be found: plain, escaped, in CBOR, in base64, in hex.

    CBOR holds a text or bytes as they are, behind a head that says how long they are.
    """
    if isinstance(canary, str):
        yield json.dumps(canary)[1:-1].encode()
        yield quote(canary).encode()
        plain = [canary.encode(encoding) for encoding in _ENCODINGS]
    else:
        plain = [canary]
    for one in plain:
        yield one
        yield one.hex().encode()
        yield one.hex().upper().encode()
        yield from _in_base64(one)


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Tell what base64 makes of bytes wherever they stand in a longer text, in both alphabets."""
    for before in range(3):
        whole = b64encode(bytes(before) + plain)
        sure = whole[(before * 8 + 5) // 6 : (before + len(plain)) * 8 // 6]
        yield sure
        yield sure.replace(b"+", b"-").replace(b"/", b"_")


def find(directory: Path, canaries: Mapping[str, str | bytes]) -> list[str]:
    """Tell in which files below a directory which canaries are, in whatever clothes."""
    wanted = {kind: set(clothes(canary)) for kind, canary in canaries.items()}
    return [
        f"{kind} in {path.relative_to(directory)}"
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.is_symlink()
        for content in [_read(path)]
        for kind, forms in wanted.items()
        if any(form in content for form in forms)
    ]


def _read(path: Path) -> bytes:
    """Read a file, and after it what it holds compressed."""
    content = path.read_bytes()
    place = content.find(_GZIP)
    unpacked = b""
    while place >= 0:
        with suppress(zlib.error):
            unpacked += zlib.decompressobj(wbits=31).decompress(content[place:])
        place = content.find(_GZIP, place + 1)
    return _EMPTY.sub(bytes(64), content + unpacked)


def packed(text: str) -> bytes:
    """Compress a text, as a web page may be kept."""
    return gzip.compress(text.encode())
