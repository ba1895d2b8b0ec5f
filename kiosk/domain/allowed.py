"""Which games a child may play: small children none until an adult allows it.

Under six only what needs neither letters nor sums, after the health notices on screens for
small children (CHILD-UX 11).
"""

from datetime import date
from enum import StrEnum

from kiosk.domain.ages import age_on

# From this age on a child may play all games that the house offers.
SCHOOL_AGE = 6


class Allowed(StrEnum):
    """The games that are allowed."""

    ALL = "all"
    WITHOUT_LETTERS = "without_letters"
    NONE = "none"

    def permits(self, *, letters: bool) -> bool:
        """Tell whether a game may be played that needs letters or sums, or none of these."""
        return self is Allowed.ALL or (self is Allowed.WITHOUT_LETTERS and not letters)


def is_small(birth: date, today: date) -> bool:
    """Tell whether a child plays only when an adult allows it."""
    return age_on(birth, today) < SCHOOL_AGE


def allowed_at(birth: date, today: date, said: Allowed) -> Allowed:
    """Tell what a child may play; `said` is what an adult has allowed it so far.

    That a big child may play everything allows nothing to a small one.
    """
    if not is_small(birth, today):
        return Allowed.ALL
    return Allowed.WITHOUT_LETTERS if said is Allowed.WITHOUT_LETTERS else Allowed.NONE
