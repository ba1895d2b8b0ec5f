"""The children of the demo house, and how each of them is."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kiosk.domain.ages import band_of
from kiosk.domain.allowed import Allowed
from kiosk.domain.categories import LEFT_BEHIND, MIGRANT, ORPHAN_DE_FACTO, OTHER
from kiosk.domain.children import COLOURS, PICTURES, Child, ChildFile
from kiosk.domain.consent import Purpose
from kiosk.domain.households import Household, of_guardian
from kiosk.domain.households import Person as Adult

_CATEGORY_SHARES = {
    LEFT_BEHIND: 22,
    ORPHAN_DE_FACTO: 6,
    MIGRANT: 4,
    OTHER: 4,
}


# Younger brothers and sisters, and with whom they live, by number.
_SIBLINGS = {6: 2, 11: 7, 19: 7, 27: 21, 33: 25}

# Who else may belong to a household, and whether he or she lives near enough to fetch a child.
_OTHERS = (("父亲", False), ("母亲", False), ("大伯", True), ("姑姑", True), ("舅舅", True))

Words = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Person:
    """A child with its habits: how often it comes, how it tends to feel, how well it remembers."""

    child: Child
    file: ChildFile
    consents: frozenset[Purpose]
    regularity: float
    spirits: float
    memory: float
    lives_with: int | None = None


def people(rng: Random, today: date) -> list[Person]:
    """Invent the house's children, from 4 to 14; two have no consent yet, two a partial one.

    Some are brothers and sisters: they have one surname and live in one household.
    """
    words = tomllib.loads(Path(__file__).with_name("people.toml").read_text("utf-8"))
    pictures = rng.sample(PICTURES, len(words["nicknames"]))
    found = [
        _person(rng, today, number, nickname, picture, words)
        for number, (nickname, picture) in enumerate(zip(words["nicknames"], pictures, strict=True))
    ]
    for younger, elder in _SIBLINGS.items():
        found[younger] = _sibling(found[younger], found[elder], elder, words)
    return found


def _sibling(younger: Person, elder: Person, number: int, words: Words) -> Person:
    """Give the younger one the elder's surname and household."""
    old, new = (_surname(one.file.legal_name, words) for one in (younger, elder))
    file = replace(
        younger.file,
        legal_name=new + younger.file.legal_name.removeprefix(old),
        household=elder.file.household,
    )
    return replace(younger, file=file, lives_with=number)


def _surname(legal_name: str, words: Words) -> str:
    return next(one for one in words["surnames"] if legal_name.startswith(one))


def _person(
    rng: Random,
    today: date,
    number: int,
    nickname: str,
    picture: str,
    words: Words,
) -> Person:
    birth = today - timedelta(days=round(365.25 * (4.2 + number % 11)) + rng.randrange(300))
    surname = rng.choice(words["surnames"])
    file = ChildFile(
        legal_name=surname + rng.choice(words["given"]),
        birth=birth,
        category=rng.choices(list(_CATEGORY_SHARES), list(_CATEGORY_SHARES.values()))[0],
        household=_household(rng, number, surname, words),
    )
    colour = COLOURS[number % len(COLOURS)]
    language = "en" if number == 20 else "zh_Hans"
    # The counselor lets every other one play that is under six.
    games = Allowed.WITHOUT_LETTERS if number % 2 else Allowed.NONE
    child = Child("", nickname, picture, colour, band_of(birth, today), language, games=games)
    return Person(
        child=child,
        file=file,
        consents=_consents(number),
        regularity=rng.betavariate(4, 2),
        spirits=rng.gauss(0.4, 0.6),
        memory=rng.uniform(0.45, 0.85),
    )


def _household(rng: Random, number: int, surname: str, words: Words) -> Household:
    """Invent a guardian, and some who work far away or live next door."""
    name = rng.choice(words["guardians"])
    home = of_guardian(surname + name, _phone(rng))
    relation = words["relations"][words["guardians"].index(name)]
    # A source of its own: what is added here changes nothing else of the house.
    more = Random(f"household {number}")
    others = [
        Adult(surname + more.choice(words["given"]), relation, _phone(more), may_fetch=near)
        for relation, near in more.sample(_OTHERS, more.choice((0, 1, 1, 2)))
    ]
    return replace(home, people=(replace(home.people[0], relation=relation), *others))


def _phone(rng: Random) -> str:
    return f"1{rng.choice('3578')}{rng.randrange(10**9):09d}"


def _consents(number: int) -> frozenset[Purpose]:
    if number in (8, 30):
        return frozenset()
    if number in (14, 23):
        return frozenset({Purpose.VISITS})
    return frozenset(Purpose)
