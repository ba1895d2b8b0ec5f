"""Judge the envelopes of one request before anything is stored; pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync import batch, envelope
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest
from sync.messages import ASK, QUESTION, Ask
from sync.questions import sealed_part
from sync.summary import DAY, DaySummary

Told = DaySummary | Ask | bytes

_READERS: Mapping[str, Callable[[Mapping[str, Any]], Told]] = {
    DAY: DaySummary.from_payload,
    ASK: Ask.from_payload,
    QUESTION: sealed_part,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one envelope's bytes and what was found in them.

    seen: the header, None when there is none to read.
    is_signed: True when the house itself sent these bytes.
    told: what it tells, a question as it is sealed to the panel; None for kinds that this version
    keeps without effect.
    reason: why it is refused, in one sentence; None when it is good.
    """

    data: bytes
    hash: bytes
    seen: Seen | None
    is_signed: bool
    told: Told | None
    reason: str | None


def parse(body: bytes) -> list[bytes]:
    """Read a request's body, or raise BadRequest."""
    try:
        return batch.decode(body)
    except BadEnvelope as problem:
        raise BadRequest(str(problem)) from problem


def sender(letters: Sequence[bytes]) -> tuple[str, bytes]:
    """Find the house and the epoch that most headers name: the request speaks for them."""
    named = Counter((seen.house, seen.epoch) for seen in map(_header, letters) if seen)
    if not named:
        raise BadRequest("None of these byte strings is an envelope.")
    return named.most_common(1)[0][0]


def _header(data: bytes) -> Seen | None:
    try:
        return envelope.peek(data)
    except BadEnvelope:
        return None


def judge(data: bytes, house: str, verify_key: bytes, sealing_key: bytes) -> Judged:
    """Open one envelope of a house, or find out in one sentence why not."""
    seen, is_signed, told, reason = None, False, None, None
    try:
        seen = envelope.peek(data)
        if seen.house != house:
            raise BadEnvelope("It came among the envelopes of another house.")
        envelope.verify(data, verify_key)
        is_signed = True
        opened = envelope.open_envelope(data, verify_key, sealing_key)
        reader = _READERS.get(opened.kind)
        told = reader(opened.payload) if reader else None
    except BadEnvelope as problem:
        reason = str(problem)
    return Judged(data, envelope.fingerprint(data), seen, is_signed, told, reason)
