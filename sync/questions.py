"""A question to the expert panel, sealed to it, and the reply, sealed to the house that asked.

Both are padded to one length each: what is sealed does not tell how much was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from sync import cbor
from sync.envelope import check_epoch
from sync.errors import BadEnvelope
from sync.keys import KEY_BYTES

LONGEST_QUESTION, LONGEST_REPLY = 1000, 2000
QUESTION_BYTES, REPLY_BYTES = 4096, 8192

_LONGEST_CASE, _LONGEST_BAND = 16, 8


@dataclass(frozen=True, slots=True)
class Question:
    """What a counselor asks about a child whom she does not name.

    case: the house's own number, the same for questions about the same child. band: the
    child's span of ages, such as "4-7". reply_key: the public key to which the reply is sealed.
    """

    case: str
    band: str
    text: str
    reply_key: bytes

    def sealed(self, panel_key: bytes) -> bytes:
        """Seal the question to the panel. Raises BadEnvelope for what cannot be asked."""
        record = {"a": self.band, "c": self.case, "k": self.reply_key, "q": self.text}
        self.from_record(record)
        return _seal(record, panel_key, QUESTION_BYTES)

    @classmethod
    def opened(cls, sealed: bytes, panel_private: bytes) -> Self:
        """Open a question as the panel. Raises BadEnvelope."""
        return cls.from_record(_open(sealed, panel_private))

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what was sealed. Raises BadEnvelope."""
        key = record.get("k")
        if type(key) is not bytes or len(key) != KEY_BYTES:
            raise BadEnvelope("A key is not 32 bytes.")
        return cls(
            case=_text(record, "c", _LONGEST_CASE),
            band=_text(record, "a", _LONGEST_BAND),
            text=_text(record, "q", LONGEST_QUESTION),
            reply_key=key,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What an expert answers; epoch and seq are those of the envelope that asked."""

    case: str
    epoch: bytes
    seq: int
    text: str

    def sealed(self, reply_key: bytes) -> bytes:
        """Seal the reply to the house that asked. Raises BadEnvelope for what cannot be said."""
        record = {"c": self.case, "e": self.epoch, "n": self.seq, "t": self.text}
        self.from_record(record)
        return _seal(record, reply_key, REPLY_BYTES)

    @classmethod
    def opened(cls, sealed: bytes, private_key: bytes) -> Self:
        """Open a reply as whom it is sealed to. Raises BadEnvelope."""
        return cls.from_record(_open(sealed, private_key))

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what was sealed. Raises BadEnvelope."""
        epoch, seq = record.get("e", b""), record.get("n")
        check_epoch(epoch)
        if type(seq) is not int or seq < 1:
            raise BadEnvelope("The number of the envelope is not a whole number from 1.")
        text = _text(record, "t", LONGEST_REPLY)
        return cls(_text(record, "c", _LONGEST_CASE), epoch, seq, text)


def sealed_part(payload: Mapping[str, Any]) -> bytes:
    """Take what is sealed out of the payload of a `message`, or out of a `reply`.

    Raises BadEnvelope.
    """
    sealed = payload.get("s")
    if type(sealed) is not bytes or not sealed:
        raise BadEnvelope("The question holds nothing sealed.")
    return sealed


def _seal(record: Mapping[str, Any], to: bytes, length: int) -> bytes:
    plain = cbor.encode(dict(record))
    if len(plain) >= length:
        raise BadEnvelope("The text is too long.")
    try:
        return bytes(SealedBox(PublicKey(to)).encrypt(sodium_pad(plain, length)))
    except CryptoError as error:
        raise BadEnvelope("Nothing can be sealed to this key.") from error


def _open(sealed: bytes, private_key: bytes) -> dict[str, Any]:
    try:
        padded = SealedBox(PrivateKey(private_key)).decrypt(sealed)
        record = cbor.decode(sodium_unpad(padded, len(padded)))
    except (CryptoError, ValueError, TypeError) as error:
        raise BadEnvelope("The seal is for somebody else, or damaged.") from error
    if not isinstance(record, dict):
        raise BadEnvelope("The seal does not hold a map.")
    return record


def _text(record: Mapping[str, Any], key: str, longest: int) -> str:
    value = record.get(key)
    if type(value) is not str or not 0 < len(value) <= longest:
        raise BadEnvelope("A text of the question is missing or too long.")
    return value
