"""Backups: when one is due, and which have had their time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.domain.moment import HOUSE_ZONE, ClockState, Moment

KEPT_FOR = timedelta(days=30)

# However old they seem: a clock may be wrong, and the very newest may hold the error.
ALWAYS_KEPT = 3

# With a clock that never knows the date nothing grows old: then the number is the limit.
MOST = 62


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: the last number in it, when, by which clock, in which boot."""

    seq: int
    at: datetime
    clock: ClockState
    boot: str

    @property
    def is_dated(self) -> bool:
        """Tell whether its date means anything."""
        return self.clock is not ClockState.UNKNOWN


def is_due(moment: Moment, closes: time, last: Made | None) -> bool:
    """Decide whether to make a backup now: once after each closing time, or once a boot.

    last: the newest at that place. Without a date to go by, a boot stands for a day.
    """
    if last is None:
        return True
    if moment.clock is ClockState.UNKNOWN or not last.is_dated or last.at > moment.at:
        return last.boot != moment.boot
    return last.at < _last_closing(moment.local, closes)


def outlived(made: Iterable[Made], moment: Moment) -> list[Made]:
    """Choose the backups to let go of; the newest three are never among them.

    One without a date is as old as the next one that has a date, at least.
    """
    newest_first = sorted(made, key=lambda one: one.seq, reverse=True)
    too_many = newest_first[MOST:]
    if moment.clock is ClockState.UNKNOWN:
        return too_many
    return [*_expired(newest_first[:MOST], moment.at), *too_many]


def _expired(newest_first: Sequence[Made], now: datetime) -> list[Made]:
    expired, at_most = [], now
    for number, one in enumerate(newest_first):
        if one.is_dated:
            at_most = min(at_most, one.at)
        if number >= ALWAYS_KEPT and now - at_most > KEPT_FOR:
            expired.append(one)
    return expired


def _last_closing(local: datetime, closes: time) -> datetime:
    today = datetime.combine(local.date(), closes, HOUSE_ZONE)
    return today if today <= local else today - timedelta(days=1)
