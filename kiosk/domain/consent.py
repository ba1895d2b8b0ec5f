"""What a guardian agrees to, purpose by purpose (PIPL art. 29 and 31)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The wording a guardian signed; a new wording gets a new number.
VERSION = 1


class Purpose(StrEnum):
    """One thing that may be kept about a child, each agreed to on its own."""

    VISITS = "visits"
    MOODS = "moods"
    PLAYS = "plays"


class ConsentWay(StrEnum):
    """How the guardian said yes or no."""

    PAPER = "paper"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """Who agreed, how, before whom and when; sealed."""

    guardian: str
    way: ConsentWay
    witness: str
    signed: date


@dataclass(frozen=True, slots=True)
class Consent:
    """One yes or no on record; the paper is None when it cannot be read now.

    `withdrawn` is a no that took a yes back.
    """

    seq: int
    purpose: Purpose
    given: bool
    version: int
    paper: ConsentPaper | None
    withdrawn: bool = False
