"""Codes that people read aloud and type: letters and digits that nobody mistakes; pure."""

from unicodedata import normalize

# Crockford's alphabet: no letter that is taken for a digit when read aloud or typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5

_TWINS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 4


def spell(number: int, letters: int) -> str:
    """Write a number of 5 bits a letter in so many letters."""
    shifts = range(BITS * (letters - 1), -1, -BITS)
    return "".join(ALPHABET[number >> shift & 31] for shift in shifts)


def grouped(letters: str) -> str:
    """Write letters in groups of four: "7K3M-Q9TX-2WHB"."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def plain(typed: str) -> str:
    """Read what was typed: case, spaces, dashes and look-alike letters do not matter.

    Nor does the width in which a Chinese keyboard writes letters and digits.
    """
    letters = normalize("NFKC", typed).upper().translate(_TWINS)
    return "".join(letter for letter in letters if letter in ALPHABET)
