"""One request: the envelopes in a body, and for whom they speak."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.hq.receive.judge import parse, sender


@dataclass(frozen=True, slots=True)
class Request:
    """Hold the bytes of envelopes, and the house and the epoch that most of them name."""

    house: str
    epoch: bytes
    letters: Sequence[bytes]

    @classmethod
    def of(cls, body: bytes) -> "Request":
        """Read a body, or raise BadRequest."""
        letters = parse(body)
        return cls(*sender(letters), letters)
