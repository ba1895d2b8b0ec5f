"""What the counselor wrote in three months: levels, home visits, services, activities. Pure."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from kiosk.demo.people import Person
from kiosk.domain import services
from kiosk.domain.activities import Activity
from kiosk.domain.casework import Entry, FollowUp, HomeVisit, Note, RiskLevel
from kiosk.domain.consent import Purpose
from kiosk.domain.plans import Plan
from kiosk.domain.services import Service, ServiceKind, Step, StepTaken

# How the levels of a house are spread, from 1 to 4.
_LEVEL_SHARES = (16, 14, 5, 1)
_WEDNESDAY, _SATURDAY = 2, 5
_FOLLOW_UPS = 26


@dataclass(frozen=True, slots=True)
class Story:
    """One case record of a person (by number) and how it went on: the day of each version."""

    number: int
    versions: tuple[tuple[date, Entry], ...]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("stories.toml").read_text("utf-8"))


def stories(seed: int, persons: Sequence[Person], days: Sequence[date]) -> list[Story]:
    """Invent the case records of a house that was open on these days."""
    rng = Random(f"{seed} stories")
    numbers = range(len(persons))
    return [
        *(story for number in numbers for story in _levels(rng, number, days)),
        *(_note(rng, number, days) for number in rng.choices(numbers, k=len(persons))),
        *(_home_visit(rng, number, days) for number in rng.sample(numbers, len(persons) * 2 // 3)),
        *(_follow_up(rng, number, days) for number in rng.sample(numbers, _FOLLOW_UPS)),
        *_services(rng, rng.sample(numbers, len(persons) // 2), days),
    ]


def activities(
    seed: int, persons: Sequence[Person], ids: Sequence[str], days: Sequence[date]
) -> Iterator[Activity]:
    """Invent what was done together, on Wednesdays and Saturdays."""
    rng = Random(f"{seed} activities")
    agreed = [ids[n] for n, one in enumerate(persons) if Purpose.VISITS in one.consents]
    names = _words()["activities"]
    for day in days:
        if day.weekday() in (_WEDNESDAY, _SATURDAY):
            yield Activity(
                name=rng.choice(names),
                day=day,
                start=time(10, 0) if day.weekday() == _SATURDAY else time(16, 30),
                minutes=rng.choice((30, 45, 60, 60, 90)),
                participants=frozenset(rng.sample(agreed, rng.randint(8, 20))),
                others=rng.choice((0, 0, 1, 2)),
            )


def weekly(today: date) -> Plan:
    """Plan the first of the activities for today, and for each week from now on."""
    return Plan(_words()["activities"][0], today, time(16, 30), 45, weekly=True)


def _levels(rng: Random, number: int, days: Sequence[date]) -> Iterator[Story]:
    """Judge each child in the first month, and anew whenever that is due: most get better."""
    day, level = rng.choice(days[: len(days) // 3]), rng.choices(range(1, 5), _LEVEL_SHARES)[0]
    while day < days[-1]:
        judged = _level(rng, day, level)
        yield _one(number, day, judged)
        wanted = judged.due + timedelta(days=rng.randint(-3, 2))
        day = next((one for one in days if one >= wanted), days[-1])
        level = max(level - (rng.random() < 0.6), 1)


def _level(rng: Random, day: date, level: int) -> RiskLevel:
    return RiskLevel(day, level, rng.choice(_words()["risks"][level - 1]["reasons"]))


def _note(rng: Random, number: int, days: Sequence[date]) -> Story:
    day = rng.choice(days)
    return _one(number, day, Note(day, rng.choice(_words()["notes"])))


def _home_visit(rng: Random, number: int, days: Sequence[date]) -> Story:
    day = rng.choice(days)
    return _one(number, day, HomeVisit(day, **rng.choice(_words()["visits"])))


def _follow_up(rng: Random, number: int, days: Sequence[date]) -> Story:
    """Most are done about when they were due; those that would be later are still open."""
    told, day = rng.choice(_words()["follow_ups"]), rng.choice(days)
    asked = FollowUp(told["reason"], day + timedelta(days=rng.choice((7, 14, 14, 21))))
    done = asked.due + timedelta(days=rng.randint(-4, 5))
    finished = replace(asked, done=max(done, day), result=told["result"])
    return Story(number, tuple(_past([(day, asked), (max(done, day), finished)], days)))


def _services(rng: Random, numbers: Sequence[int], days: Sequence[date]) -> Iterator[Story]:
    pack = (rng.choice(days), "棉衣、书包和文具。")
    for number in numbers:
        taken = StepTaken(Step.GIVEN, *pack)
        given = services.begin(ServiceKind.WELFARE_PACK, taken)
        closed = services.take(given, StepTaken(Step.CLOSED, pack[0]))
        yield Story(number, ((pack[0], given), (pack[0], closed)))
    for number, told in zip(numbers, _words()["services"], strict=False):
        yield _service(rng, number, told, days)


def _service(rng: Random, number: int, told: dict[str, Any], days: Sequence[date]) -> Story:
    waits = told["steps"][-1][0] in (Step.ASKED, Step.AGREED)
    start = rng.choice(days[-15:] if waits else days)
    steps = [
        StepTaken(Step(step), start + timedelta(days=after), note)
        for step, after, note in told["steps"]
    ]
    stay = (start, start + timedelta(days=told["days"])) if "days" in told else (None, None)
    current: Service = services.begin(ServiceKind(told["what"]), steps[0], *stay)
    versions: list[tuple[date, Entry]] = [(start, current)]
    for taken in steps[1:]:
        current = services.take(current, taken)
        versions.append((taken.day, current))
    return Story(number, tuple(_past(versions, days)))


def _one(number: int, day: date, entry: Entry) -> Story:
    return Story(number, ((day, entry),))


def _past(
    versions: Sequence[tuple[date, Entry]], days: Sequence[date]
) -> Iterator[tuple[date, Entry]]:
    """Keep what has happened by the last day; on a closed day it was written the day after."""
    for day, entry in versions:
        open_day = next((one for one in days if one >= day), None)
        if open_day:
            yield open_day, entry
