"""Questions to the expert panel: about a child that is not named, under a number of the house."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from random import Random

from kiosk.domain.ages import AgeBand

LONGEST = 1000

# Nothing that is taken for another when it is said on the phone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4


class Progress(StrEnum):
    """How far a question has come."""

    WAITING = "waiting"
    ARRIVED = "arrived"
    REFUSED = "refused"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Question:
    """What a counselor asks; `case` is the same for all questions about one child."""

    case: str
    band: AgeBand
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expert answered, and when it came; `text` is None where it cannot be read."""

    message: int
    text: str | None
    came: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """An answer to a question that is not there any more: the records were restored since."""

    case: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, who asked when, how far it has come, and what was answered."""

    question: Question
    by: str
    at: datetime
    seq: int
    progress: Progress
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that was asked under one number, the first question first."""

    number: str
    asked: tuple[Asked, ...]

    @property
    def last(self) -> Asked:
        """Tell the latest question."""
        return self.asked[-1]

    @property
    def unread(self) -> list[Answer]:
        """List the answers that nobody has read."""
        return [one.answer for one in self.asked if one.answer and not one.answer.is_read]


def cases(asked: Iterable[Asked]) -> list[CaseFile]:
    """Put the questions about each child together; what was asked last stands first."""
    in_order = sorted(asked, key=lambda one: (one.question.case, one.seq, one.at))
    found = [
        CaseFile(number, tuple(ones))
        for number, ones in groupby(in_order, key=lambda one: one.question.case)
    ]
    return sorted(found, key=lambda case: (case.last.seq, case.last.at), reverse=True)


def new_number(taken: Collection[str], rng: Random) -> str:
    """Draw a case number that tells nothing and is not in use yet."""
    while True:
        number = "".join(rng.choice(_LETTERS) for _ in range(_LENGTH))
        if number not in taken:
            return number
