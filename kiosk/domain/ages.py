"""Age bands: all that the open tier knows of a birthday."""

from datetime import date
from enum import StrEnum


class AgeBand(StrEnum):
    """A span of ages with screens of its own."""

    SMALL = "4-7"
    MIDDLE = "8-10"
    BIG = "11-14"


def age_on(birth: date, today: date) -> int:
    """Tell the age in full years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def band_of(birth: date, today: date) -> AgeBand:
    """Tell the age band; children below or above the program's ages get the nearest."""
    age = age_on(birth, today)
    if age < 8:
        return AgeBand.SMALL
    return AgeBand.MIDDLE if age < 11 else AgeBand.BIG
