"""One-time codes by which a house enrols; only their hash is kept."""

import hmac
import secrets
from hashlib import blake2b

# Crockford's alphabet: no letter that is taken for a digit when read aloud or typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
VALID_SECONDS = 14 * 24 * 3600
_TWINS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """Draw a code of 60 random bits, in three groups of four: "7K3M-Q9TX-2WHB"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def digest(code: str) -> bytes:
    """Hash a code as typed: case, spaces, dashes and look-alike letters do not matter."""
    plain = "".join(letter for letter in code.upper().translate(_TWINS) if letter in ALPHABET)
    return blake2b(plain.encode(), digest_size=32, person=b"aiyou enrol code").digest()


def matches(code_hash: bytes, typed_hash: bytes) -> bool:
    """Compare two hashes in constant time."""
    return hmac.compare_digest(code_hash, typed_hash)
