"""The change of a house's signing key: what its envelope of kind `key` tells; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sync import cbor, signature
from sync.errors import BadEnvelope
from sync.keys import KEY_BYTES, verify_key_of

KEY = "key"
DOMAIN = b"aiyou-key-1\x00"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The public key by which a house signs from the next number on.

    proof: its signature of house, epoch and number of the envelope that tells it. Without it a
    house could call somebody else's key its own.
    """

    verify_key: bytes
    proof: bytes

    @classmethod
    def to(cls, signing_key: bytes, house: str, epoch: bytes, seq: int) -> Self:
        """Prove that the house has a new key, in the envelope of this number."""
        signed = signature.sign(DOMAIN, cbor.encode([house, epoch, seq]), signing_key)
        return cls(verify_key_of(signing_key), signature.split(signed)[1])

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the payload of a `key` envelope. Raises BadEnvelope."""
        for name, length in (("k", KEY_BYTES), ("p", signature.SIGNATURE_BYTES)):
            value = payload.get(name)
            if type(value) is not bytes or len(value) != length:
                raise BadEnvelope("The new key or its proof is missing or not as long as one is.")
        return cls(payload["k"], payload["p"])

    def payload(self) -> dict[str, Any]:
        """Write the payload of a `key` envelope."""
        return {"k": self.verify_key, "p": self.proof}

    def check(self, house: str, epoch: bytes, seq: int) -> None:
        """Raise BadEnvelope unless the new key signed where it is told."""
        said = cbor.encode([house, epoch, seq]) + self.proof
        signature.verify(DOMAIN, said, self.verify_key)
