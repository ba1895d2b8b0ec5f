"""What a house may hold of a child, group by group, and what of it goes with which consent."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from kiosk.domain.consent import Purpose


class Group(StrEnum):
    """One group of a child's records."""

    CARD = "card"
    HOUSEHOLD = "household"
    CONSENTS = "consents"
    VISITS = "visits"
    MOODS = "moods"
    FEEDBACK = "feedback"
    PLAYS = "plays"
    RATINGS = "ratings"
    TALKS = "talks"
    CASES = "cases"
    ACTIVITIES = "activities"
    TAGS = "tags"
    FETCHINGS = "fetchings"
    SNOOZES = "snoozes"


UNDER: Mapping[Purpose, tuple[Group, ...]] = {
    Purpose.VISITS: (Group.VISITS, Group.FETCHINGS),
    Purpose.MOODS: (Group.MOODS, Group.FEEDBACK),
    Purpose.PLAYS: (Group.PLAYS, Group.RATINGS),
}


def withdrawn(keeps: Iterable[Purpose], answers: Mapping[Purpose, bool]) -> set[Purpose]:
    """Tell which answers take back a yes; a first no takes nothing back."""
    return {purpose for purpose in keeps if answers.get(purpose) is False}
