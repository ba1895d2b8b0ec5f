"""Ed25519 signatures that end what they sign, each purpose in a domain of its own."""

from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from sync.errors import BadEnvelope

SIGNATURE_BYTES = 64

# Making the object of a key takes as long as using it.
_signing = lru_cache(maxsize=8)(SigningKey)


def sign(domain: bytes, body: bytes, signing_key: bytes) -> bytes:
    """Return the body followed by the signature of domain and body."""
    return body + _signing(signing_key).sign(domain + body).signature


def split(data: bytes) -> tuple[bytes, bytes]:
    """Part the bytes into body and signature, or raise BadEnvelope if they are too few."""
    if len(data) <= SIGNATURE_BYTES:
        raise BadEnvelope("The bytes are too few to be signed.")
    return data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]


def verify(domain: bytes, data: bytes, verify_key: bytes) -> bytes:
    """Return the body, or raise BadEnvelope unless this key signed it in this domain."""
    body, signed = split(data)
    try:
        VerifyKey(verify_key).verify(domain + body, signed)
    except BadSignatureError as error:
        raise BadEnvelope("The signature is not right.") from error
    return body
