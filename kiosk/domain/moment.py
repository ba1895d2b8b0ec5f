"""What the house knows of the time: a Pi may wake in 1970."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

# China keeps one time and no summer time since 1991, so a fixed offset needs no time zone files.
HOUSE_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")

# No house existed before this program was written: an earlier clock is simply wrong.
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class ClockState(StrEnum):
    """How far a moment can be believed."""

    TRUSTED = "trusted"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, with the boot it was read in and how far to believe it.

    `ticks` are milliseconds of the boot's steady clock; None where hands were moved instead.
    """

    at: datetime
    clock: ClockState
    boot: str
    ticks: int | None = None

    @property
    def local(self) -> datetime:
        """Tell the moment on the house's wall clock."""
        return self.at.astimezone(HOUSE_ZONE)

    @property
    def day(self) -> date:
        """Tell the house's calendar day."""
        return self.local.date()

    @property
    def ms(self) -> int:
        """Tell the milliseconds since 1970, UTC."""
        return to_ms(self.at)


def to_ms(at: datetime) -> int:
    """Tell the milliseconds since 1970, UTC, of a time."""
    return (at - _START) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """Tell the UTC time of milliseconds since 1970."""
    return _START + ms * _MILLISECOND


def day_of(ms: int) -> date:
    """Tell the house's calendar day of milliseconds since 1970."""
    return from_ms(ms).astimezone(HOUSE_ZONE).date()


def start_of(day: date) -> int:
    """Tell the milliseconds since 1970, UTC, at which a day of the house begins."""
    return to_ms(datetime.combine(day, time(), HOUSE_ZONE))
