"""Judge the envelopes of one request before anything is stored; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync import batch, envelope
from sync.envelope import Envelope, Seen
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest
from sync.summary import DAY, DaySummary


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one envelope's bytes and what was found in them.

    seen: the header, None when there is none to read.
    opened: None when the bytes cannot be trusted to come from the house, or not understood.
    summary: the day it tells about; None for kinds that this version keeps without effect.
    reason: why it is set aside, in one sentence; None when it is sound.
    """

    data: bytes
    hash: bytes
    seen: Seen | None
    opened: Envelope | None
    summary: DaySummary | None
    reason: str | None


def parse(body: bytes) -> list[bytes]:
    """Read a request's body, or raise BadRequest."""
    try:
        return batch.decode(body)
    except BadEnvelope as problem:
        raise BadRequest(str(problem)) from problem


def sender(letters: Sequence[bytes]) -> Seen:
    """Read the first header there is: it names the house that the request speaks for."""
    for data in letters:
        try:
            return envelope.peek(data)
        except BadEnvelope:
            continue
    raise BadRequest("None of these byte strings is an envelope.")


def judge(data: bytes, house: str, verify_key: bytes, sealing_key: bytes) -> Judged:
    """Open one envelope of a house, or find out in one sentence why not."""
    seen, opened, summary, reason = None, None, None, None
    try:
        seen = envelope.peek(data)
        if seen.house != house:
            raise BadEnvelope("It came among the envelopes of another house.")
        opened = envelope.open_envelope(data, verify_key, sealing_key)
        summary = DaySummary.from_payload(opened.payload) if opened.kind == DAY else None
    except BadEnvelope as problem:
        opened, reason = None, str(problem)
    return Judged(data, envelope.fingerprint(data), seen, opened, summary, reason)
