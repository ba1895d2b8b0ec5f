"""Values that nobody expects, and edits of CBOR that put them where others stand."""

from random import Random
from typing import Any

import cbor2

SIGNATURE = 64

# Written as they are, since no honest writer makes them.
RAW = (
    b"\x81" * 15 + b"\x00",  # as deep as may be, and one deeper
    b"\x81" * 16 + b"\x00",
    b"\x81" * 5000 + b"\x00",
    b"\x9f\x00\xff",  # without a length
    b"\xbf\x61a\x00\xff",
    b"\x7f\x61a\xff",
    b"\xa2\x61a\x00\x61a\x00",  # a key twice
    b"\xa2\x61b\x00\x61a\x00",  # keys out of order
    b"\x18\x00",  # a longer head than need be
    b"\x3b" + b"\xff" * 8,
    b"\x1b" + b"\xff" * 8,
    b"\xc2\x58\x20" + b"\xff" * 32,  # a number of 256 bits
    b"\xc2\x5a\x7f\xff\xff\xff",  # one that is promised two gigabytes
    b"\x9b" + b"\x7f" * 8,
    b"\x5b" + b"\x7f" * 8,
    b"\xbb" + b"\x7f" * 8,
    b"\xc0\x74" + b"2026-13-45T99:99:99Z",  # a date that is none
    b"\xc1\xfb\x7f\xf0" + bytes(6),  # the end of time
    b"\xd8\x23\x64(((",  # a pattern
    b"\xd8\x24\x61x",
    b"\xd8\x25\x50" + bytes(16),
    b"\xd8\x1e\x82\x01\x00",  # a fraction by nothing
    b"\xd8\x1d\x00",  # the same as before
    b"\xd8\x1c\x81\xd8\x1d\x00",  # an array in itself
    b"\xd9\x01\x02\x82\x00\x00",
    b"\xf9\x7e\x00",  # not a number
    b"\xfb\x7f\xf0" + bytes(6),
    b"\xf7",
    b"\xe0",
    b"\xf8\x20",
    b"\xfc",
    b"\x63\xed\xa0\x80",  # half a character
    b"\x62\xff\xff",
    b"",
)
PLAIN: tuple[Any, ...] = (
    *(0, 1, -1, 23, 24, 255, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1),
    *("", "x", "x" * 5000, "\x00", "爱佑", "\u202edrow", "e\u0301", "🐼" * 40, "../../etc/passwd"),
    *("2026-02-30", "9999-12-31", "0000-01-01", "２０２６-01-01", "yuexi-0001\n", "' OR 1=1 --"),
    *(b"", b"\x00", b"x" * 5000, bytes(8), bytes(32), bytes(64)),
    *(None, True, False, [], {}, [[]], {"": {}}, {"a": None}, {"d": 1}, [0] * 300),
)

_MARK = b"\x01\x02put it here\x03\x04"


def value(rng: Random) -> Any:
    return rng.choice(PLAIN)


def edited(rng: Random, data: bytes) -> bytes:
    """Change one value in the first CBOR value of some bytes, and keep what follows it."""
    body, rest = (data[:-SIGNATURE], data[-SIGNATURE:]) if rng.random() < 0.7 else (data, b"")
    raw = rng.choice(RAW) if rng.random() < 0.4 else cbor2.dumps(value(rng), canonical=True)
    try:
        marked = cbor2.dumps(_replaced(rng, cbor2.loads(body)), canonical=True)
    except (cbor2.CBORError, ValueError, RecursionError):
        return data  # what is no CBOR has no values
    return marked.replace(cbor2.dumps(_MARK), raw, 1) + rest


def _replaced(rng: Random, whole: Any) -> Any:
    """Put the mark in the place of one value: the whole, one in it, or one in that."""
    if rng.random() < 0.9:
        if isinstance(whole, list) and whole:
            return _in_array(rng, whole)
        if isinstance(whole, dict) and whole:
            return _in_map(rng, whole)
        if isinstance(whole, bytes) and len(whole) > SIGNATURE:
            return edited(rng, whole)
    return _MARK


def _in_array(rng: Random, whole: list[Any]) -> list[Any]:
    at, changed = rng.randrange(len(whole)), [*whole]
    match rng.randrange(8):
        case 0:
            del changed[at]
        case 1:
            changed.insert(at, _MARK)
        case 2:
            changed.extend([changed[at]] * rng.choice((1, 2, 200)))
        case _:
            changed[at] = _replaced(rng, changed[at])
    return changed


def _in_map(rng: Random, whole: dict[Any, Any]) -> dict[Any, Any]:
    key, changed = rng.choice([*whole]), {**whole}
    match rng.randrange(5):
        case 0:
            del changed[key]
        case 1:
            changed[rng.choice(("", "zz", "爱", "__proto__", 7, b"k"))] = _MARK
        case _:
            changed[key] = _replaced(rng, changed[key])
    return changed
