"""Count what became of each envelope, for monitoring."""

from prometheus_client import Counter

from sync.again import AGAIN
from sync.hq.running.registry import ours
from sync.key_change import KEY
from sync.messages import ASK, LOST, QUESTION
from sync.summary import DAY, MONTH

_KINDS = (DAY, MONTH, QUESTION, ASK, LOST, KEY, AGAIN)
_counter = Counter(
    "aiyou_envelopes", "Envelopes by what became of them.", ["kind", "outcome"], registry=ours
)

ACCEPTED, SAME, REFUSED = "accepted", "duplicate", "refused"


def note(kind: str | None, outcome: str) -> None:
    """Count one envelope; a kind that is not known here is "other", whoever named it."""
    _counter.labels(kind if kind in _KINDS else "other", outcome).inc()
