"""The second factor: six digits of an authenticator app (TOTP, RFC 6238), or a recovery code.

The secret is sealed by a key that is not in the database: whoever has that alone makes no digits.
"""

import secrets
from datetime import datetime
from hashlib import blake2b
from unicodedata import normalize

import pyotp
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import Connection, delete, insert, select, update

from sync import spelling
from sync.hq.errors import Refused
from sync.hq.store.schema import recovery_codes, second_factors

ISSUER = "Ai You House"
STEP = 30
RECOVERY_CODES = 8

# How many steps a phone's clock may be off, either way.
_DRIFT = 1
_RECOVERY_LETTERS = 12


def new_secret() -> str:
    """Draw a secret for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address(secret: str, account: str) -> str:
    """Write the otpauth:// address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=ISSUER)


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Tell of which step of 30 seconds since 1970 these digits are; None if of none near now."""
    # A Chinese keyboard may write them as wide as its characters.
    digits = "".join(normalize("NFKC", typed).split())
    current = int(now.timestamp()) // STEP
    app = pyotp.TOTP(secret, interval=STEP)
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if secrets.compare_digest(app.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def is_set(connection: Connection, account: str) -> bool:
    """Tell whether an account has a second factor."""
    query = select(second_factors.c.account).where(second_factors.c.account == account)
    return connection.execute(query).first() is not None


def all_set(connection: Connection) -> set[str]:
    """Name all accounts that have a second factor."""
    return set(connection.execute(select(second_factors.c.account)).scalars())


def keep(
    connection: Connection, account: str, secret: str, typed: str, now: datetime, key: bytes
) -> list[str]:
    """Keep a secret whose digits were typed, and draw the recovery codes, shown only now.

    key: 32 bytes from which the seal's key is derived. Raises Refused where the digits are wrong.
    """
    step = step_of(secret, typed, now)
    if step is None:
        raise Refused("These digits are not right: type those that the app shows now.")
    take_away(connection, account)
    row = {"account": account, "sealed": seal(secret, key), "last_step": step}
    connection.execute(insert(second_factors).values(**row, since=int(now.timestamp())))
    return new_codes(connection, account)


def new_codes(connection: Connection, account: str) -> list[str]:
    """Draw the recovery codes of an account anew, shown only now; those of before end."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account))
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    rows = [{"account": account, "hash": _digest(code)} for code in codes]
    connection.execute(insert(recovery_codes), rows)
    return codes


def passes(connection: Connection, account: str, typed: str, now: datetime, key: bytes) -> bool:
    """Let digits or a recovery code through, each once."""
    of_account = second_factors.c.account == account
    row = connection.execute(select(second_factors).where(of_account)).mappings().one_or_none()
    if row is None:
        return False
    secret = opened(row["sealed"], key)
    step = step_of(secret, typed, now) if secret else None
    if step is not None:
        newer = of_account & (second_factors.c.last_step < step)
        used = connection.execute(update(second_factors).where(newer).values(last_step=step))
        return used.rowcount == 1
    of_code = (recovery_codes.c.account == account) & (recovery_codes.c.hash == _digest(typed))
    return connection.execute(delete(recovery_codes).where(of_code)).rowcount == 1


def take_away(connection: Connection, account: str) -> None:
    """Forget an account's second factor and its recovery codes, such as when a phone is lost."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account))
    connection.execute(delete(second_factors).where(second_factors.c.account == account))


def seal(secret: str, key: bytes) -> bytes:
    """Seal a secret for the database or a form."""
    return bytes(_box(key).encrypt(secret.encode()))


def opened(sealed: bytes, key: bytes) -> str | None:
    """Open a sealed secret; None where it was sealed by another key."""
    try:
        return _box(key).decrypt(sealed).decode()
    except CryptoError:
        return None


def _box(key: bytes) -> SecretBox:
    return SecretBox(blake2b(key, digest_size=32, person=b"aiyou second fac").digest())


def _new_code() -> str:
    bits = secrets.randbits(spelling.BITS * _RECOVERY_LETTERS)
    return spelling.grouped(spelling.spell(bits, _RECOVERY_LETTERS))


def _digest(code: str) -> bytes:
    plain = spelling.plain(code).encode()
    return blake2b(plain, digest_size=32, person=b"aiyou recovery").digest()
