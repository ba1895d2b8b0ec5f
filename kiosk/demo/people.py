"""The children of the demo house, and how each of them is."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kiosk.domain.ages import band_of
from kiosk.domain.children import COLOURS, PICTURES, Category, Child, ChildFile
from kiosk.domain.consent import Purpose

_CATEGORY_SHARES = {
    Category.LEFT_BEHIND: 22,
    Category.ORPHAN_DE_FACTO: 6,
    Category.MIGRANT: 4,
    Category.OTHER: 4,
}


@dataclass(frozen=True, slots=True)
class Person:
    """A child with its habits: how often it comes, how it tends to feel, how well it remembers."""

    child: Child
    file: ChildFile
    consents: frozenset[Purpose]
    regularity: float
    spirits: float
    memory: float


def people(rng: Random, today: date) -> list[Person]:
    """Invent the house's children, from 4 to 14; two have no consent yet, two a partial one."""
    words = tomllib.loads(Path(__file__).with_name("people.toml").read_text("utf-8"))
    pictures = rng.sample(PICTURES, len(words["nicknames"]))
    return [
        _person(rng, today, number, nickname, picture, words)
        for number, (nickname, picture) in enumerate(zip(words["nicknames"], pictures, strict=True))
    ]


def _person(
    rng: Random,
    today: date,
    number: int,
    nickname: str,
    picture: str,
    words: dict[str, list[str]],
) -> Person:
    birth = today - timedelta(days=round(365.25 * (4.2 + number % 11)) + rng.randrange(300))
    surname = rng.choice(words["surnames"])
    file = ChildFile(
        legal_name=surname + rng.choice(words["given"]),
        birth=birth,
        category=rng.choices(list(_CATEGORY_SHARES), list(_CATEGORY_SHARES.values()))[0],
        guardian=surname + rng.choice(words["guardians"]),
        phone=f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
    )
    colour = COLOURS[number % len(COLOURS)]
    language = "en" if number == 20 else "zh_Hans"
    child = Child("", nickname, picture, colour, band_of(birth, today), language)
    return Person(
        child=child,
        file=file,
        consents=_consents(number),
        regularity=rng.betavariate(4, 2),
        spirits=rng.gauss(0.4, 0.6),
        memory=rng.uniform(0.45, 0.85),
    )


def _consents(number: int) -> frozenset[Purpose]:
    if number in (8, 30):
        return frozenset()
    if number in (14, 23):
        return frozenset({Purpose.VISITS})
    return frozenset(Purpose)
