"""One-time codes by which a house enrols; only their hash is kept."""

import secrets
from hashlib import blake2b

from sync import spelling

LENGTH = 12
VALID_DAYS = 14
VALID_SECONDS = VALID_DAYS * 24 * 3600


def new_code() -> str:
    """Draw a code of 60 random bits, in three groups of four: "7K3M-Q9TX-2WHB"."""
    return spelling.grouped(spelling.spell(secrets.randbits(spelling.BITS * LENGTH), LENGTH))


def digest(code: str) -> bytes:
    """Hash a code as typed: case, spaces, dashes and look-alike letters do not matter."""
    plain = spelling.plain(code)
    return blake2b(plain.encode(), digest_size=32, person=b"aiyou enrol code").digest()
