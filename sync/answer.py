"""The answer: what headquarters signs when envelopes came."""

from dataclasses import dataclass
from typing import Any

from sync import cbor, signature
from sync.envelope import VERSION, check_epoch, check_house
from sync.errors import BadEnvelope
from sync.instants import is_instant

DOMAIN = b"aiyou-answer-1\x00"
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What headquarters has of one house and epoch.

    accepted: the highest seq such that, for every one from 1 up to it, an envelope came
    that this house signed, good or refused; 0 if seq 1 has not come. What the house did
    not sign never counts: anyone can send it.
    refused: the seqs in the answered request that were refused; ascending. Those up to
    `accepted` are settled; those above were damaged on the way or not the house's.
    at: headquarters' time in Unix seconds. messages: as sync.messages writes them; what they say
    is not looked at here, so that one of a later version holds no acknowledgement back.
    """

    house: str
    epoch: bytes
    accepted: int
    at: int
    refused: tuple[int, ...] = ()
    messages: tuple[Any, ...] = ()


def sign(answer: Answer, hq_signing_key: bytes) -> bytes:
    """Write and sign an answer as headquarters."""
    _check(answer)
    body = [VERSION, answer.house, answer.epoch, answer.accepted, answer.at]
    return signature.sign(
        DOMAIN, cbor.encode([*body, [*answer.refused], [*answer.messages]]), hq_signing_key
    )


def verify(data: bytes, hq_verify_key: bytes) -> Answer:
    """Read an answer that headquarters signed; raise BadEnvelope for any other bytes."""
    if len(data) > LARGEST:
        raise BadEnvelope("The answer is larger than 64 KiB.")
    fields = cbor.decode(signature.verify(DOMAIN, data, hq_verify_key))
    if (
        not isinstance(fields, list)
        or len(fields) != 7
        or (type(fields[0]), fields[0]) != (int, VERSION)
    ):
        raise BadEnvelope("The answer is not of a version that is known here.")
    _, house, epoch, accepted, at, refused, messages = fields
    if not isinstance(refused, list) or not isinstance(messages, list):
        raise BadEnvelope("The answer's lists are not lists.")
    answer = Answer(house, epoch, accepted, at, tuple(refused), tuple(messages))
    _check(answer)
    return answer


def _check(answer: Answer) -> None:
    check_house(answer.house)
    check_epoch(answer.epoch)
    if type(answer.accepted) is not int or answer.accepted < 0:
        raise BadEnvelope("The answer's count is not a whole number from 0.")
    if not is_instant(answer.at):
        raise BadEnvelope("The answer's time is none.")
    if not all(type(n) is int and n >= 1 for n in answer.refused):
        raise BadEnvelope("The refused are not whole numbers from 1.")
    if any(b <= a for a, b in zip(answer.refused, answer.refused[1:], strict=False)):
        raise BadEnvelope("The refused are not in ascending order.")
