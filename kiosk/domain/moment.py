"""What the house knows of the time: a Pi may wake in 1970."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

# China keeps one time and no summer time since 1991, so a fixed offset needs no time zone files.
HOUSE_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")

# No house existed before this program was written: an earlier clock is simply wrong.
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)


class ClockState(StrEnum):
    """How far a moment can be believed."""

    TRUSTED = "trusted"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, with the boot it was read in and how far to believe it."""

    at: datetime
    clock: ClockState
    boot: str

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
    """Tell the milliseconds since 1970 of a point in time."""
    return int(at.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Tell the UTC time of milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def judge(
    reading: datetime, *, synchronised: bool, running: timedelta, last: datetime | None
) -> tuple[datetime, ClockState]:
    """Decide what time it is from a clock that may be wrong.

    reading: what the machine's clock says. running: time since the house started.
    last: the latest moment on record. Nothing is ever dated before it.
    """
    if synchronised and (last is None or reading >= last):
        return reading, ClockState.TRUSTED
    if last is not None and reading < last:
        return last + running, ClockState.ESTIMATED
    if reading < EARLIEST:
        return reading, ClockState.UNKNOWN
    return reading, ClockState.ESTIMATED
