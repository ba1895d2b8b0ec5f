"""The confirmation: a code of ten letters by which headquarters tells a house what it has.

For a house whose only way back is a person: an answer's signature has 64 bytes, which nobody
types. Both ends derive one secret from keys that they exchanged when the house enrolled (X25519
of the house's signing key and headquarters' sealing key), and a code is 50 bits of a keyed hash
of house, epoch and a number: the one up to which headquarters has everything, or that of one
envelope which it has while earlier ones are still missing.

Strength: without one of the two private keys a code can only be guessed, by typing it into the
house: with n numbers waiting, one guess in 2^49 / n is right, and each wrong one makes the next
wait, soon a minute; a thousand waiting codes and a guess a minute for a year come to one chance
in a million. A code that was seen tells what stays true, for that epoch alone: it can do no
harm later, or elsewhere. Unlike a signature it proves nothing to others: the house itself could
make it.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from nacl.bindings import crypto_scalarmult
from nacl.signing import SigningKey, VerifyKey

from sync import cbor, spelling
from sync.keys import sealing_key_of, verify_key_of

LETTERS = 10

_BITS = LETTERS * spelling.BITS
_BYTES = 8
_UP_TO, _ALONE = b"aiyou accepted", b"aiyou alone"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a code says that headquarters has: all from 1 to `seq`, or `seq` alone."""

    epoch: bytes
    seq: int
    alone: bool = False


def secret_of_house(signing_key: bytes, hq_sealing_key: bytes) -> bytes:
    """Derive the shared secret as the house, from its own key and headquarters' public one."""
    private = bytes(SigningKey(signing_key).to_curve25519_private_key())
    return _secret(private, hq_sealing_key, verify_key_of(signing_key), hq_sealing_key)


def secret_of_headquarters(sealing_key: bytes, house_verify_key: bytes) -> bytes:
    """Derive the shared secret as headquarters, from its private key and the house's public one.

    Raises nacl.exceptions.CryptoError where the house's key is no point to compute with.
    """
    public = bytes(VerifyKey(house_verify_key).to_curve25519_public_key())
    return _secret(sealing_key, public, house_verify_key, sealing_key_of(sealing_key))


def code(secret: bytes, house: str, epoch: bytes, seq: int, *, alone: bool = False) -> str:
    """Write the code that says: headquarters has everything from 1 to `seq`, or `seq` alone."""
    told = cbor.encode([house, epoch, seq])
    person = _ALONE if alone else _UP_TO
    digest = blake2b(told, key=secret, digest_size=_BYTES, person=person).digest()
    return spelling.spell(int.from_bytes(digest) >> (_BYTES * 8 - _BITS), LETTERS)


def find(
    secret: bytes, house: str, numbers: Iterable[tuple[bytes, int]], typed: str
) -> Confirmed | None:
    """Find what a typed code confirms of these epochs and numbers; None where there is none."""
    plain = spelling.plain(typed).encode()
    for epoch, seq in numbers:
        for alone in (False, True):
            written = code(secret, house, epoch, seq, alone=alone)
            if hmac.compare_digest(written.encode(), plain):
                return Confirmed(epoch, seq, alone)
    return None


def _secret(private: bytes, public: bytes, house_key: bytes, hq_key: bytes) -> bytes:
    shared = crypto_scalarmult(private, public)
    person = b"aiyou confirming"
    return blake2b(shared + house_key + hq_key, digest_size=32, person=person).digest()
