"""What a house tells of one of its months: totals of the house, never anything of a child.

Requests to talk and follow-ups are not in it, not even as a standard: they never leave the house.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from sync.disclosure import STEP, Bands
from sync.errors import BadEnvelope

# So large that no house needs more, so small that an envelope of the most of all is 512 bytes.
MOST_CHILDREN = 9999
MOST_COUNTED = 2**16 - 1
_MOST_SERVICES, _MOST_STANDARDS = 8, 4
_NAMED = re.compile(r"[a-z][a-z_]{0,7}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

# As moods and feedback stand on the wire until a counselor has unlocked the panel.
_NOT_COUNTED: list[int] = []


@dataclass(frozen=True, slots=True)
class Answers:
    """How many children are in each band, as sync.disclosure tells it; None: kept back."""

    bands: Bands | None


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """One month of one house.

    month: its first day. headcounts: children who came, day by day; None for a day that was not
    closed. minutes_open, activity_minutes, participations, home_visits: sums. children: who came
    at all. newcomers: who came for the first time. enrolled: at the end. services: given, by
    kind. standards: of each how often it was met, and of how many. moods, feedback: None until
    they are counted.
    """

    month: date
    headcounts: tuple[int | None, ...]
    minutes_open: int
    children: int
    newcomers: int
    enrolled: int
    activity_minutes: int = 0
    participations: int = 0
    home_visits: int = 0
    services: Mapping[str, int] = field(default_factory=dict)
    standards: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    moods: Answers | None = None
    feedback: Answers | None = None

    def payload(self) -> dict[str, Any]:
        """Write the payload of a `month` envelope. Raises BadEnvelope."""
        payload = {
            "a": self.activity_minutes,
            "c": self.children,
            "e": self.enrolled,
            "f": _told(self.feedback),
            "h": list(self.headcounts),
            "m": _told(self.moods),
            "n": self.newcomers,
            "o": self.minutes_open,
            "p": self.participations,
            "q": {name: list(counts) for name, counts in self.standards.items()},
            "s": dict(self.services),
            "v": self.home_visits,
            "y": f"{self.month.year:04}-{self.month.month:02}",
        }
        self.from_payload(payload)
        return payload

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the payload of a `month` envelope; keys of later versions are passed over.

        Raises BadEnvelope.
        """
        month = _month(payload.get("y"))
        days = monthrange(month.year, month.month)[1]
        return cls(
            month=month,
            headcounts=_headcounts(payload.get("h"), days),
            minutes_open=_number(payload.get("o"), days * 24 * 60),
            children=_number(payload.get("c"), MOST_CHILDREN),
            newcomers=_number(payload.get("n"), MOST_CHILDREN),
            enrolled=_number(payload.get("e"), MOST_CHILDREN),
            activity_minutes=_number(payload.get("a"), MOST_COUNTED),
            participations=_number(payload.get("p"), MOST_COUNTED),
            home_visits=_number(payload.get("v"), MOST_COUNTED),
            services=_services(payload.get("s")),
            standards=_standards(payload.get("q")),
            moods=_answers(payload, "m"),
            feedback=_answers(payload, "f"),
        )


def _told(answers: Answers | None) -> list[int] | None:
    if answers is None:
        return _NOT_COUNTED
    return None if answers.bands is None else list(answers.bands)


def _answers(payload: Mapping[str, Any], key: str) -> Answers | None:
    if key not in payload:
        raise BadEnvelope("The month does not tell whether moods and feedback are counted.")
    told = payload[key]
    if told == _NOT_COUNTED:
        return None
    return Answers(None if told is None else _bands(told))


def _bands(told: object) -> Bands:
    if not isinstance(told, list) or len(told) != 3:
        raise BadEnvelope("The month's moods or feedback are not three bands.")
    low, middle, high = (_number(count, MOST_CHILDREN) for count in told)
    if any(count % STEP for count in told):
        raise BadEnvelope("A band is not rounded to five.")
    return low, middle, high


def _month(value: object) -> date:
    if type(value) is str and _MONTH.fullmatch(value):
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            pass
    raise BadEnvelope("The month is not written as YYYY-MM.")


def _number(value: object, most: int, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= most:
        raise BadEnvelope("A number of the month is missing or out of range.")
    return value


def _headcounts(value: object, days: int) -> tuple[int | None, ...]:
    if not isinstance(value, list) or len(value) != days:
        raise BadEnvelope("The month does not have a headcount for each of its days.")
    return tuple(None if one is None else _number(one, MOST_CHILDREN) for one in value)


def _services(value: object) -> dict[str, int]:
    named = _map(value, _MOST_SERVICES)
    return {name: _number(count, MOST_COUNTED, least=1) for name, count in named.items()}


def _standards(value: object) -> dict[str, tuple[int, int]]:
    return {name: _met(counts) for name, counts in _map(value, _MOST_STANDARDS).items()}


def _met(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise BadEnvelope("A standard does not tell how often it was met, and of how many.")
    of = _number(value[1], MOST_COUNTED)
    return _number(value[0], of), of


def _map(value: object, most: int) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > most:
        raise BadEnvelope("The month's services or standards are not a map, or too many.")
    for name in value:
        if type(name) is not str or not _NAMED.fullmatch(name):
            raise BadEnvelope("A service's or a standard's name is not 1 to 8 small letters.")
    return value
