"""New keys, as raw bytes; and who has which.

Read own_keys (by which a house signs and signed), key_change (how it tells of a new one), hq_keys
(headquarters' as the house has them), halves (of a recovery key, for two persons).
"""

from nacl.public import PrivateKey
from nacl.signing import SigningKey, VerifyKey

KEY_BYTES = 32


def generate_signing_key() -> tuple[bytes, bytes]:
    """Make an Ed25519 key pair: the private seed and the public key, 32 bytes each."""
    private = SigningKey.generate()
    return bytes(private), bytes(private.verify_key)


def generate_sealing_key() -> tuple[bytes, bytes]:
    """Make an X25519 key pair: the private and the public key, 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


def sealing_public_of(private_key: bytes) -> bytes:
    """Derive the public half of a private sealing key."""
    return bytes(PrivateKey(private_key).public_key)


def verify_key_of(signing_key: bytes) -> bytes:
    """Derive the public half of a private signing key."""
    verify_key: VerifyKey = SigningKey(signing_key).verify_key
    return bytes(verify_key)


def sealing_key_of(private_key: bytes) -> bytes:
    """Derive the public half of a private sealing key."""
    return bytes(PrivateKey(private_key).public_key)
