"""What is seen outside the house: the sky by the hour, the fields by the season."""

from datetime import datetime
from enum import StrEnum


class Sky(StrEnum):
    """The light over the village."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Season(StrEnum):
    """The colour of the terraces: seedlings, rice, harvest, rest."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


# The hour at which each light begins; before the first one it is night.
_LIGHTS = ((5, Sky.DAWN), (8, Sky.DAY), (17, Sky.DUSK), (20, Sky.NIGHT))
_SEASONS = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)


def sky_at(local: datetime) -> Sky:
    """Choose the light of an hour on the house's clock."""
    begun = [sky for hour, sky in _LIGHTS if hour <= local.hour]
    return begun[-1] if begun else Sky.NIGHT


def season_of(local: datetime) -> Season:
    """Choose the season of a month: December to February is winter."""
    return _SEASONS[local.month % 12 // 3]
