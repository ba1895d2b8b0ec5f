"""How the house is, as one light can tell it: no number, no name, and nothing of one child."""

from dataclasses import dataclass

from hardware.rhythms import Mood
from kiosk.domain.moment import ClockState
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store import notices
from kiosk.store.attendance import talks
from sync import waiting


@dataclass(frozen=True, slots=True)
class Facts:
    """What the light rests on."""

    calls: bool = False
    needs_counselor: bool = False
    waits: bool = False
    sleeps: bool = False


def mood_of(facts: Facts) -> Mood:
    """Decide what one light tells, what matters most first; at night nothing waits that can."""
    if facts.calls or facts.needs_counselor:
        return Mood.NEEDS
    if facts.sleeps:
        return Mood.ASLEEP
    return Mood.WAITING if facts.waits else Mood.READY


def gather(house: House, *, calls: bool, is_dark: bool, failed: bool) -> Facts:
    """Gather what the light rests on. Raises StoreError."""
    moment = house.clock()
    with house.database.reading() as db:
        founded = house_store.record(db) is not None
        # A wish of today stays hers: a light that turned red beside a child would tell on it.
        old_wishes = talks.wait_since_before(db, moment.day)
        told = bool(notices.unseen(db))
        waits = waiting.count(db) > 0
    unsure = moment.clock is ClockState.UNKNOWN
    return Facts(
        calls=calls,
        needs_counselor=failed or unsure or told or old_wishes or not founded,
        waits=waits,
        sleeps=is_dark or not house.power.is_awake or not house.settings().is_open(moment),
    )
