"""Three months of a house: who came when, felt how, and played what. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from kiosk.demo.people import Person
from kiosk.domain.ages import AgeBand
from kiosk.domain.fetchings import Fetcher
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import About, Face, about_of, asks_about
from kiosk.store.attendance.plays import Answered

# National Day and Mid-Autumn: the village is full of parents and the house is closed.
HOLIDAY = tuple((10, day) for day in range(1, 9))

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit: `number` is the person's place in the list."""

    number: int
    arrived: datetime
    left: datetime | None
    face: Face | None
    plays: tuple[Answered, ...]
    wants_to_talk: bool
    about: tuple[About, ...] = ()


def open_days(first: date, last: date) -> Iterator[date]:
    """Tell the days on which the house was open."""
    day = first
    while day <= last:
        if day.weekday() != _SUNDAY and (day.month, day.day) not in HOLIDAY:
            yield day
        day += timedelta(days=1)


def stays_of(rng: Random, persons: Sequence[Person], day: date) -> list[Stay]:
    """Invent a past day's visits; on Saturdays fewer children come, and earlier."""
    saturday = day.weekday() == _SATURDAY
    opens = time(9, 0) if saturday else time(15, 40)
    likely = 0.5 if saturday else 1.0
    stays = []
    for number, person in enumerate(persons):
        if rng.random() < person.regularity * likely:
            start = datetime.combine(day, opens, HOUSE_ZONE) + timedelta(
                minutes=abs(rng.gauss(0, 28)), seconds=rng.randrange(60)
            )
            stays.append(_stay(rng, number, person, start))
    return stays


def stays_today(rng: Random, persons: Sequence[Person], now: datetime) -> list[Stay]:
    """Invent today's visits up to now: most are still here, and one wants to talk."""
    midnight = datetime.combine(now.date(), time(), HOUSE_ZONE)
    span = min(now - midnight, timedelta(hours=2.5))
    stays = []
    for number, person in enumerate(persons):
        if rng.random() < person.regularity * 0.55:
            stay = _stay(rng, number, person, now - span * rng.uniform(0.15, 1))
            gone = stay.left if stay.left and stay.left < now else None
            stays.append(_until(stay, gone, now))
    # So that the panel's first concern can be seen on any day.
    longest = min(stays, key=lambda stay: (stay.left is not None, stay.arrived))
    return [replace(stay, wants_to_talk=stay is longest) for stay in stays]


def is_asked(stay: Stay) -> bool:
    """Tell whether a child says how it liked the day: every other one runs home without."""
    return Random(f"asked {stay.number} {stay.arrived}").random() < 0.5


def liked(stay: Stay) -> Face | None:
    """Invent how a child that goes home liked the day: mostly well, a few skip the question."""
    rng = Random(f"{stay.number} {stay.arrived}")
    return rng.choice((None, Face.LOW, Face.MIDDLE, Face.HIGH, Face.HIGH, Face.HIGH))


def fetched_by(stay: Stay) -> Fetcher | None:
    """Invent by whom a child says it is fetched: by its grandparents mostly."""
    rng = Random(f"fetched {stay.number} {stay.arrived}")
    old = (Fetcher.GRANDMOTHER,) * 4 + (Fetcher.GRANDFATHER,) * 2
    return rng.choice((None, *old, Fetcher.MOTHER, Fetcher.SIBLING, Fetcher.NOBODY))


def _until(stay: Stay, left: datetime | None, now: datetime) -> Stay:
    plays = stay.plays if stay.arrived + timedelta(minutes=12) < now else ()
    return replace(stay, left=left, plays=plays)


def _about(number: int, person: Person, start: datetime) -> tuple[About, ...]:
    """Invent what a feeling is about: of who is asked, one in three shows something."""
    rng = Random(f"about {number} {start}")
    shows = asks_about(person.child) and rng.random() < 0.33
    return about_of(rng.choices(list(About), k=rng.randint(1, 2))) if shows else ()


def _stay(rng: Random, number: int, person: Person, start: datetime) -> Stay:
    left = start + timedelta(minutes=rng.uniform(45, 150))
    says_goodbye = rng.random() < 0.9
    return Stay(
        number=number,
        arrived=start,
        left=left if says_goodbye else None,
        face=_face(rng, person),
        plays=_plays(rng, person) if rng.random() < 0.55 else (),
        wants_to_talk=rng.random() < 0.008,
        about=_about(number, person, start),
    )


def _face(rng: Random, person: Person) -> Face | None:
    if rng.random() < 0.12:
        return None
    faces = (
        (Face.LOW, Face.MIDDLE, Face.HIGH) if person.child.band is AgeBand.SMALL else tuple(Face)
    )
    middle = (len(faces) - 1) / 2
    place = round(middle + rng.gauss(person.spirits, 0.8) * middle / 1.5)
    return faces[min(max(place, 0), len(faces) - 1)]


def _plays(rng: Random, person: Person) -> tuple[Answered, ...]:
    level = rng.randint(1, 4)
    return tuple(
        Answered("memory", level, rng.random() < person.memory, round(rng.lognormvariate(7.8, 0.4)))
        for _ in range(rng.randint(4, 10))
    )
