"""How far a child has come in a skill: five plain bands, never a mark and never beside another."""

from enum import StrEnum

from games.learning import HIGHEST, LOWEST


class Mastery(StrEnum):
    """A band of levels, from the first ones to the last."""

    BEGINNING = "beginning"
    GETTING_TO_KNOW = "getting_to_know"
    GETTING_ON = "getting_on"
    AT_HOME = "at_home"
    SURE = "sure"


def mastery_at(level: int) -> Mastery:
    """Tell the band of a game's level."""
    bands = list(Mastery)
    reached = min(max(level, LOWEST), HIGHEST) - LOWEST
    return bands[reached * len(bands) // (HIGHEST - LOWEST + 1)]
