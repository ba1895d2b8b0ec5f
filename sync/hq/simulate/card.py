"""What one card of an invented house holds: its keys, its count, and what waits."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from sync import batch, envelope
from sync.answer import Answer
from sync.enrol_codec import EnrolResponse
from sync.envelope import EPOCH_BYTES, Envelope

# As the agent of a house does: at most so much in one request.
_MOST_BYTES = 64 * 1024


@dataclass
class Card:
    """An epoch of a house: it numbers, seals, signs, and forgets what headquarters has."""

    signing_key: bytes = field(repr=False)
    given: EnrolResponse
    epoch: bytes = field(default_factory=lambda: secrets.token_bytes(EPOCH_BYTES))
    seq: int = 0
    waiting: dict[int, bytes] = field(default_factory=dict, repr=False)

    def put(self, kind: str, payload: Mapping[str, Any]) -> bytes:
        """Mint what waits then, and return its bytes."""
        self.seq += 1
        clear = Envelope(self.given.house, self.epoch, self.seq, kind, payload)
        minted = envelope.mint(clear, self.signing_key, self.given.sealing_key)
        self.waiting[self.seq] = minted
        return minted

    def copied(self) -> Self:
        """Copy the card as it was before its last envelope: it will use that number again."""
        return type(self)(self.signing_key, self.given, self.epoch, self.seq - 1)

    def anew(self) -> Self:
        """Begin a new epoch by the same key, as a house does that was restored."""
        return type(self)(self.signing_key, self.given)

    def oldest(self) -> dict[int, bytes]:
        """Choose what goes in one request."""
        chosen: dict[int, bytes] = {}
        room = _MOST_BYTES
        for seq, data in self.waiting.items():
            room -= len(data)
            if chosen and (room < 0 or len(chosen) == batch.MOST):
                break
            chosen[seq] = data
        return chosen

    def settle(self, carried: Mapping[int, bytes], said: Answer) -> list[bytes]:
        """Forget what headquarters has; returns what of it was refused for good."""
        settled = [seq for seq in carried if seq <= said.accepted]
        for seq in settled:
            del self.waiting[seq]
        return [carried[seq] for seq in settled if seq in said.refused]
