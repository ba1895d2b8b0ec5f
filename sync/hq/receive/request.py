"""One request: the envelopes in a body, and for whom they speak."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync import batch, envelope
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.errors import BadRequest


class Letter(NamedTuple):
    """Hold the bytes of an envelope with its header, or the reason why there is none to read."""

    data: bytes
    seen: Seen | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """Hold the letters of a body, and the house and the epoch that most of them name."""

    house: str
    epoch: bytes
    letters: Sequence[Letter]

    @classmethod
    def of(cls, body: bytes) -> "Request":
        """Read a body, or raise BadRequest."""
        try:
            letters = [_letter(data) for data in batch.decode(body)]
        except BadEnvelope as problem:
            raise BadRequest(str(problem)) from problem
        named = Counter((one.seen.house, one.seen.epoch) for one in letters if one.seen)
        if not named:
            raise BadRequest("None of these byte strings is an envelope.")
        return cls(*named.most_common(1)[0][0], letters)


def _letter(data: bytes) -> Letter:
    try:
        return Letter(data, envelope.peek(data), None)
    except BadEnvelope as problem:
        return Letter(data, None, str(problem))
