"""The envelope: what a house says to headquarters, sealed, signed and numbered.

`[1, house, epoch, seq, kind, sealed]` in deterministic CBOR, then 64 bytes of signature. Every
later version keeps domain, signature and header, so that whoever does not know it can still tell
that the house sent it, and keep it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from sync import cbor, signature
from sync.errors import BadEnvelope

VERSION = 1
DOMAIN = b"aiyou-envelope-1\x00"
LARGEST = 16 * 1024
EPOCH_BYTES = 8
SEAL_BYTES = 48
# What every version has of the fields behind its own number: house, epoch, seq and kind.
_HEADER = 4

_HOUSE = re.compile(r"[a-z0-9-]{3,32}")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,15}")


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope in clear.

    house: the id that headquarters gave. epoch: 8 bytes, new at each provisioning.
    seq: counts up from 1 without holes in an epoch. kind: what the payload is.
    payload: a map with text keys of the plain values that sync.cbor names.
    """

    house: str
    epoch: bytes
    seq: int
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What anyone can read on an envelope; nothing here is proven by a signature yet.

    sealed: empty for an envelope of a later version, of which only the header can be read.
    """

    house: str
    epoch: bytes
    seq: int
    kind: str
    sealed: bytes
    version: int = VERSION


def mint(envelope: Envelope, signing_key: bytes, hq_sealing_key: bytes) -> bytes:
    """Seal to headquarters and sign as the house; the bytes never change afterwards."""
    sealed = SealedBox(PublicKey(hq_sealing_key)).encrypt(cbor.encode(dict(envelope.payload)))
    seen = Seen(envelope.house, envelope.epoch, envelope.seq, envelope.kind, bytes(sealed))
    _check(seen)
    data = signature.sign(DOMAIN, _body(seen), signing_key)
    if len(data) > LARGEST:
        raise BadEnvelope("The envelope is larger than 16 KiB.")
    return data


def peek(data: bytes) -> Seen:
    """Read the header, of a later version too, without opening or verifying.

    Raises BadEnvelope if there is none.
    """
    if len(data) > LARGEST:
        raise BadEnvelope("The envelope is larger than 16 KiB.")
    body = cbor.decode(signature.split(data)[0])
    if not isinstance(body, list) or not body or type(body[0]) is not int:
        raise BadEnvelope("The bytes are not an envelope.")
    version, fields = body[0], body[1:]
    if version < VERSION:
        raise BadEnvelope("The envelope is of a version that never was.")
    if len(fields) < _HEADER or (version == VERSION and len(fields) != _HEADER + 1):
        raise BadEnvelope("The envelope does not have its six fields.")
    house, epoch, seq, kind = fields[:_HEADER]
    sealed = fields[_HEADER] if version == VERSION else b""
    seen = Seen(house, epoch, seq, kind, sealed, version)
    _check(seen)
    return seen


def open_envelope(data: bytes, house_verify_key: bytes, hq_private_key: bytes) -> Envelope:
    """Verify the house's signature and unseal; kinds not known here open as well.

    Raises BadEnvelope, and nothing else, whatever the bytes are.
    """
    seen = peek(data)
    verify(data, house_verify_key)
    payload = unseal(seen, hq_private_key)
    return Envelope(seen.house, seen.epoch, seen.seq, seen.kind, payload)


def unseal(seen: Seen, *hq_private_keys: bytes) -> dict[str, Any]:
    """Open the payload of an envelope whose signature is known to be right, by one of some keys.

    Raises BadEnvelope.
    """
    if seen.version != VERSION:
        raise BadEnvelope("The envelope is of a version that is not known here.")
    payload = cbor.decode(_clear(seen.sealed, hq_private_keys))
    if not isinstance(payload, dict):
        raise BadEnvelope("The envelope does not hold a map.")
    return payload


def _clear(sealed: bytes, private_keys: Iterable[bytes]) -> bytes:
    for key in private_keys:
        with suppress(CryptoError):
            return bytes(_opening(key).decrypt(sealed))
    raise BadEnvelope("The envelope is not sealed to this headquarters.")


@lru_cache(maxsize=8)
def _opening(private_key: bytes) -> SealedBox[PrivateKey]:
    """Make what opens by a key: that takes as long as opening."""
    return SealedBox(PrivateKey(private_key))


def verify(data: bytes, house_verify_key: bytes) -> None:
    """Raise BadEnvelope unless this house signed these bytes."""
    signature.verify(DOMAIN, data, house_verify_key)


def fingerprint(data: bytes) -> bytes:
    """Hash all the bytes of an envelope (BLAKE2b, 32 bytes), to tell a copy from another."""
    return hashlib.blake2b(data, digest_size=32).digest()


def check_house(house: object) -> None:
    """Raise BadEnvelope unless this is a house's id: 3 to 32 of a-z, 0-9 and hyphen."""
    if type(house) is not str or not _HOUSE.fullmatch(house):
        raise BadEnvelope("The house's id is not 3 to 32 small letters, digits and hyphens.")


def check_epoch(epoch: object) -> None:
    """Raise BadEnvelope unless this is an epoch: 8 bytes."""
    if type(epoch) is not bytes or len(epoch) != EPOCH_BYTES:
        raise BadEnvelope("The epoch is not 8 bytes.")


def _body(seen: Seen) -> bytes:
    return cbor.encode([VERSION, seen.house, seen.epoch, seen.seq, seen.kind, seen.sealed])


def _check(seen: Seen) -> None:
    check_house(seen.house)
    check_epoch(seen.epoch)
    if type(seen.seq) is not int or not 1 <= seen.seq < 2**63:
        raise BadEnvelope("The number of the envelope is not a whole number from 1.")
    if type(seen.kind) is not str or not _KIND.fullmatch(seen.kind):
        raise BadEnvelope("The kind is not 1 to 16 small letters, digits and hyphens.")
    if seen.version == VERSION and (
        type(seen.sealed) is not bytes or len(seen.sealed) <= SEAL_BYTES
    ):
        raise BadEnvelope("The envelope holds nothing sealed.")
