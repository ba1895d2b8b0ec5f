"""Writes a case record's entry as plain values to be sealed, and reads it back."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from kiosk.domain.casework import (
    Call,
    Entry,
    FollowUp,
    HomeVisit,
    Kind,
    Note,
    RiskLevel,
    kind_of,
)
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken
from kiosk.errors import Unreadable

Record = Mapping[str, Any]


def to_record(entry: Entry) -> dict[str, Any]:
    """Write an entry as plain values."""
    return {"kind": kind_of(entry).value, **_fields(entry)}


def from_record(record: Record) -> Entry:
    """Read an entry. Raises Unreadable for what no version of this program wrote."""
    try:
        return _READERS[Kind(record["kind"])](record)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("This record cannot be read.") from error


def _fields(entry: Entry) -> dict[str, Any]:
    match entry:
        case Note():
            return {"day": entry.day.isoformat(), "text": entry.text}
        case FollowUp():
            return {
                "reason": entry.reason,
                "due": entry.due.isoformat(),
                "done": _from_day(entry.done),
                "result": entry.result,
            }
        case RiskLevel():
            return {"day": entry.day.isoformat(), "level": entry.level, "reason": entry.reason}
        case HomeVisit():
            return {
                "day": entry.day.isoformat(),
                "met": entry.met,
                "found": entry.found,
                "next": entry.next,
            }
        case Service():
            return {
                "what": entry.what.value,
                "steps": [[one.step.value, one.day.isoformat(), one.note] for one in entry.steps],
                "begins": _from_day(entry.begins),
                "ends": _from_day(entry.ends),
            }
        case Call():
            # "at" is when a record was written.
            time_of_day = entry.at.isoformat("minutes")
            return {"day": entry.day.isoformat(), "time": time_of_day, "to": entry.to}


def _note(record: Record) -> Note:
    return Note(date.fromisoformat(record["day"]), record["text"])


def _follow_up(record: Record) -> FollowUp:
    due = date.fromisoformat(record["due"])
    return FollowUp(record["reason"], due, _to_day(record["done"]), record["result"])


def _risk_level(record: Record) -> RiskLevel:
    return RiskLevel(date.fromisoformat(record["day"]), record["level"], record["reason"])


def _home_visit(record: Record) -> HomeVisit:
    day = date.fromisoformat(record["day"])
    return HomeVisit(day, record["met"], record["found"], record["next"])


def _service(record: Record) -> Service:
    return Service(
        what=ServiceKind(record["what"]),
        steps=tuple(
            StepTaken(Step(step), date.fromisoformat(day), note)
            for step, day, note in record["steps"]
        ),
        begins=_to_day(record["begins"]),
        ends=_to_day(record["ends"]),
    )


def _call(record: Record) -> Call:
    day, at = date.fromisoformat(record["day"]), time.fromisoformat(record["time"])
    return Call(day, at, record["to"])


_READERS: Mapping[Kind, Callable[[Record], Entry]] = {
    Kind.NOTE: _note,
    Kind.FOLLOW_UP: _follow_up,
    Kind.RISK_LEVEL: _risk_level,
    Kind.HOME_VISIT: _home_visit,
    Kind.SERVICE: _service,
    Kind.CALL: _call,
}


def _from_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
