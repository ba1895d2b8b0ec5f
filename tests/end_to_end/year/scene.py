"""Who and what there is on a day of the year."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from kiosk.domain.moment import HOUSE_ZONE
from tests.end_to_end.year.ledger import Ledger
from tests.end_to_end.year.village import Village

MORNING = time(8, 30)


@dataclass(frozen=True)
class Pupil:
    """A child of the house."""

    id: str
    nickname: str
    picture: str
    birth: date


@dataclass
class Scene:
    """The village, the day, the children of the house, and what was told of all of it."""

    village: Village
    rng: Random
    day: date
    ledger: Ledger = field(default_factory=Ledger)
    pupils: list[Pupil] = field(default_factory=list)

    def at(self, when: time) -> datetime:
        return datetime.combine(self.day, when, HOUSE_ZONE)
