"""Households: with whom a child lives, who is its guardian, and who may fetch it."""

from dataclasses import dataclass, replace

from kiosk.domain.marks import mark_of

MOST_PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Person:
    """A grown-up of a household; `relation` is what the children call this person."""

    name: str
    relation: str = ""
    phone: str = ""
    is_guardian: bool = False
    may_fetch: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """Up to six people, shared by the children who live together; `id` is empty until kept.

    One that is damaged is unreadable: who its people are is not known, which is not nobody.
    """

    id: str = ""
    people: tuple[Person, ...] = ()
    unreadable: bool = False

    @property
    def guardian(self) -> Person | None:
        """Tell the first guardian."""
        return next((person for person in self.people if person.is_guardian), None)

    @property
    def takes_a_guardian(self) -> bool:
        """Tell whether a guardian can be written down: there is one already, or room for one."""
        return self.guardian is not None or len(self.people) < MOST_PEOPLE

    @property
    def mark(self) -> str:
        """Tell it from every other one, and from itself after a change."""
        return mark_of(self)

    @property
    def lets_fetch(self) -> bool:
        """Tell whether somebody may fetch the child; what cannot be read may say so."""
        return self.unreadable or any(person.may_fetch for person in self.people)


def of_guardian(name: str, phone: str) -> Household:
    """Make a household of one guardian, who may fetch the child; of nobody, if none is known."""
    return with_guardian(Household(), name, phone)


def with_guardian(household: Household, name: str, phone: str) -> Household:
    """Write down the first guardian's name and phone; the other people stay as they are.

    A guardian whose name and phone are both empty is not of the household any more; an
    unreadable household stays as it is.
    """
    if household.unreadable:
        return household
    known = household.guardian
    if not name and not phone:
        people = tuple(person for person in household.people if person is not known)
    elif known is None:
        people = (Person(name, "", phone, is_guardian=True, may_fetch=True), *household.people)
    else:
        new = replace(known, name=name, phone=phone)
        people = tuple(new if person is known else person for person in household.people)
    return replace(household, people=people)
