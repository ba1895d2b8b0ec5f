"""Judge the envelopes of one request before anything is stored; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sync import envelope
from sync.anew import again
from sync.anew.again import AGAIN
from sync.envelope import Seen
from sync.errors import BadEnvelope
from sync.hq.receive.request import Letter
from sync.hq.register.house_keys import Line
from sync.keys.key_change import KEY, KeyChange
from sync.messages import ASK, LOST, QUESTION, Ask
from sync.month_summary import MonthSummary
from sync.questions import sealed_part
from sync.summary import DAY, MONTH, DaySummary

Told = DaySummary | MonthSummary | Ask | KeyChange | bytes


def _nothing(_: Mapping[str, Any]) -> None:
    """Read what stands in for an envelope that was lost: it has no effect."""


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Told | None]] = {
    LOST: _nothing,
    DAY: DaySummary.from_payload,
    MONTH: MonthSummary.from_payload,
    ASK: Ask.from_payload,
    QUESTION: sealed_part,
    KEY: KeyChange.from_payload,
}


# What an envelope says of its own time, and to whoever had enrolled then.
_OF_ITS_TIME = (ASK, KEY)


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one envelope's bytes and what was found in them.

    seen: the header, None when there is none to read.
    is_signed: True when the house itself sent these bytes.
    told: what it tells, a question as it is sealed to the panel, the one inside of one that comes
    again; None where it tells nothing.
    reason: why it is refused, in one sentence; None when it is good.
    is_understood: False for a version or a kind that is kept for a later headquarters.
    """

    data: bytes
    hash: bytes
    seen: Seen | None
    is_signed: bool
    told: "Told | Judged | None"
    reason: str | None
    is_understood: bool = True


class Good(NamedTuple):
    """Hold an envelope that its house signed, with its header."""

    one: Judged
    seen: Seen


def judge(letter: Letter, house: str, line: Line, sealing_keys: Sequence[bytes]) -> Judged:
    """Open one envelope of a house, or find out in one sentence why not."""
    data, seen, reason = letter
    if seen is None:
        return Judged(data, envelope.fingerprint(data), None, False, None, reason)
    is_signed, told, is_understood = False, None, True
    try:
        if seen.house != house:
            raise BadEnvelope("It came among the envelopes of another house.")
        envelope.verify(data, line.key_for(seen))
        is_signed = True
        is_understood = understands(seen.version, seen.kind)
        told = read(seen, sealing_keys, line)
    except BadEnvelope as problem:
        reason = str(problem)
    return Judged(data, envelope.fingerprint(data), seen, is_signed, told, reason, is_understood)


def _inside(outer: Seen, data: bytes, sealing_keys: Sequence[bytes], line: Line) -> Judged:
    """Open what comes once more: the envelope around it vouches for it, whoever signed it.

    Raises BadEnvelope.
    """
    seen = envelope.peek(data)
    if seen.house != outer.house:
        raise BadEnvelope("It came among the envelopes of another house.")
    known = understands(seen.version, seen.kind)
    told = None if seen.kind in _OF_ITS_TIME else read(seen, sealing_keys, line)
    return Judged(data, envelope.fingerprint(data), seen, True, told, None, known)


def understands(version: int, kind: str) -> bool:
    """Tell whether this headquarters can do something with such an envelope."""
    return version <= envelope.VERSION and (kind in _READERS or kind == AGAIN)


def read(seen: Seen, sealing_keys: Sequence[bytes], line: Line) -> "Told | Judged | None":
    """Read what a signed envelope tells; None where that is nothing, or not known here yet.

    sealing_keys: those to which it may be sealed. line: the keys of the house. Raises BadEnvelope.
    """
    if seen.version > envelope.VERSION:
        return None
    payload = envelope.unseal(seen, *sealing_keys)
    if seen.kind == AGAIN:
        return _inside(seen, again.from_payload(payload), sealing_keys, line)
    reader = _READERS.get(seen.kind)
    told = reader(payload) if reader else None
    if isinstance(told, KeyChange):
        told.check(seen.house, seen.epoch, seen.seq)
        line.check(seen, told)
    return told
