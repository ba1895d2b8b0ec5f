"""A recovery key in two halves for two persons: pure.

One half is random, the other is the key XOR the first (a one-time pad): neither tells anything
by itself. Each is written as 17 groups of four hexadecimal digits, the last a checksum in which
the half's letter counts, so that a typing mistake and a half given twice are found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from unicodedata import category, normalize

from sync.errors import BadHalf

BYTES = 32
LETTERS = ("A", "B")

_CHECK_BYTES = 2
_DIGITS = set("0123456789ABCDEF")
# What an eye takes for a digit.
_MISREAD = str.maketrans("OoIl", "0011")
_DASH = "Pd"
_WINDOWS_BEGINS_WITH = "\ufeff"


@dataclass(frozen=True, slots=True)
class Half:
    """One half, and by which letter it goes."""

    letter: str
    secret: bytes = field(repr=False)

    @property
    def groups(self) -> list[str]:
        """Tell the half as it is printed."""
        digits = (self.secret + _check(self.letter, self.secret)).hex().upper()
        return [digits[at : at + 4] for at in range(0, len(digits), 4)]

    @property
    def text(self) -> str:
        """Tell the half as one line."""
        return " ".join(self.groups)


def split(key: bytes, pad: bytes) -> tuple[Half, Half]:
    """Split a key of 32 bytes by a pad of 32 random ones."""
    return Half("A", pad), Half("B", _xor(key, pad))


def read(text: str) -> Half:
    """Read a half as it was printed or typed, by Chinese keys too; lines with # say what it is.

    Raises BadHalf.
    """
    plain = normalize("NFKC", text.removeprefix(_WINDOWS_BEGINS_WITH))
    lines = [line for line in plain.splitlines() if not line.lstrip().startswith("#")]
    letters = "".join(lines).translate(_MISREAD).upper()
    digits = "".join(one for one in letters if not one.isspace() and category(one) != _DASH)
    if len(digits) != 2 * (BYTES + _CHECK_BYTES) or not set(digits) <= _DIGITS:
        raise BadHalf("A half has 17 groups of four digits, 0 to 9 and A to F.")
    data = bytes.fromhex(digits)
    secret, check = data[:BYTES], data[BYTES:]
    for letter in LETTERS:
        if check == _check(letter, secret):
            return Half(letter, secret)
    raise BadHalf("A digit of this half is wrong: please compare it with the sheet.")


def join(given: Iterable[Half]) -> bytes:
    """Put the key together again. Raises BadHalf unless there is one half of each letter."""
    by_letter = {half.letter: half.secret for half in given}
    missing = [letter for letter in LETTERS if letter not in by_letter]
    if missing:
        raise BadHalf(f"Half {' and '.join(missing)} is missing: each person has another one.")
    return _xor(by_letter["A"], by_letter["B"])


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _check(letter: str, secret: bytes) -> bytes:
    return blake2b(secret, digest_size=_CHECK_BYTES, person=f"half {letter}".encode()).digest()
