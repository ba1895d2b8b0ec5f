"""Count what became of each envelope, for monitoring."""

from prometheus_client import Counter

from sync.anew.again import AGAIN
from sync.hq.running.registry import ours
from sync.keys.key_change import KEY
from sync.messages import ASK, LOST, QUESTION
from sync.summary import DAY, MONTH

_KINDS = (DAY, MONTH, QUESTION, ASK, LOST, KEY, AGAIN)
_counter = Counter(
    "aiyou_envelopes", "Envelopes by what became of them.", ["kind", "outcome"], registry=ours
)

ACCEPTED, SAME, REFUSED = "accepted", "duplicate", "refused"


class Tally:
    """What became of the envelopes of one transaction: counted once that is durable."""

    def __init__(self) -> None:
        self._outcomes: dict[tuple[str, str], int] = {}

    def note(self, kind: str | None, outcome: str) -> None:
        """Note one envelope; a kind that is not known here is "other", whoever named it."""
        key = (kind if kind in _KINDS else "other", outcome)
        self._outcomes[key] = self._outcomes.get(key, 0) + 1

    def count(self) -> None:
        """Count all that was noted."""
        for key, number in self._outcomes.items():
            _counter.labels(*key).inc(number)
