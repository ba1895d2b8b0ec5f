"""What a house tells of itself: facts about the house, never about a child."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from sync.errors import BadEnvelope

DAY = "day"
MONTH = "month"

_CLOCKS = ("unknown", "estimated", "trusted")
_FACT = re.compile(r"[a-z][a-z0-9_]{0,15}")
_MOST_FACTS = 8
_MINUTES_OF_A_DAY = 24 * 60
_MOST_CHILDREN = 9999


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day of one house.

    day: on the house's own calendar. minutes_open: 0 to 1440. present: children who came.
    newcomers: children who came for the first time. clock: "trusted", "estimated" or
    "unknown". health: up to 8 facts of the machine, such as disk_free_mb, temperature_c.
    """

    day: date
    minutes_open: int
    present: int
    newcomers: int
    clock: str
    health: Mapping[str, int] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """Write the payload of a `day` envelope."""
        if self.clock not in _CLOCKS:
            raise BadEnvelope("The clock is neither trusted, estimated nor unknown.")
        payload = {
            "c": _CLOCKS.index(self.clock),
            "d": self.day.isoformat(),
            "h": dict(self.health),
            "m": self.minutes_open,
            "n": self.newcomers,
            "p": self.present,
        }
        self.from_payload(payload)
        return payload

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the payload of a `day` envelope; keys of later versions are passed over.

        Raises BadEnvelope.
        """
        return cls(
            day=_date(payload.get("d")),
            minutes_open=_count(payload, "m", _MINUTES_OF_A_DAY),
            present=_count(payload, "p", _MOST_CHILDREN),
            newcomers=_count(payload, "n", _MOST_CHILDREN),
            clock=_CLOCKS[_count(payload, "c", len(_CLOCKS) - 1)],
            health=_facts(payload.get("h")),
        )


def _date(value: object) -> date:
    try:
        if type(value) is str and date.fromisoformat(value).isoformat() == value:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadEnvelope("The day's date is not written as YYYY-MM-DD.")


def _count(payload: Mapping[str, Any], key: str, most: int) -> int:
    value = payload.get(key)
    if type(value) is not int or not 0 <= value <= most:
        raise BadEnvelope("A number of the day is missing or out of range.")
    return value


def _facts(value: object) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > _MOST_FACTS:
        raise BadEnvelope("The day's health is not a map of at most 8 facts.")
    for name, fact in value.items():
        if type(name) is not str or not _FACT.fullmatch(name):
            raise BadEnvelope("A health fact's name is not 1 to 16 small letters.")
        if type(fact) is not int or not -(2**31) <= fact < 2**31:
            raise BadEnvelope("A health fact is not a whole number of 32 bits.")
    return value
