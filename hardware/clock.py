"""The only place that reads the clock."""

import ctypes
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from hardware import chip

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Where the time is kept over a power cut: by systemd-timesyncd as a file's own, by fake-hwclock in
# its words.
_SAVED_AS_A_FILES = Path("/var/lib/systemd/timesync/clock")
_SAVED_IN_WORDS = Path("/etc/fake-hwclock.data")
_TIMEX_BYTES = 512
_TIME_ERROR = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What the machine's clocks say at one instant.

    at: the wall clock, which may jump and be wrong. steady: seconds since the machine
    started, which neither jump nor stand still while it sleeps. synchronised: a time daemon
    keeps the wall clock right. from_chip: a clock chip set it at the start, and says the same now.
    """

    at: datetime
    steady: float
    synchronised: bool
    from_chip: bool = False


def read() -> Reading:
    """Read the wall clock, the steady clock and how far the first can be believed."""
    at = datetime.now(UTC)
    return Reading(at, steady(), is_synchronised(), chip.vouches_for(at))


def steady() -> float:
    """Tell the seconds since the machine started; sleep counts, where the kernel can tell."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


def is_synchronised() -> bool:
    """Ask the kernel whether a time daemon keeps its clock right (adjtimex(2))."""
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    if adjtimex is None:
        return False
    state: int = adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    return state not in (-1, _TIME_ERROR)


def saved(
    as_a_files: Path = _SAVED_AS_A_FILES, in_words: Path = _SAVED_IN_WORDS
) -> datetime | None:
    """Tell the last time that was kept for a start without a clock chip; None if none is."""
    found = []
    with suppress(OSError):
        found.append(datetime.fromtimestamp(as_a_files.stat().st_mtime, UTC))
    with suppress(OSError, ValueError):
        found.append(datetime.fromisoformat(in_words.read_text().strip()).replace(tzinfo=UTC))
    return max(found, default=None)


def boot_id() -> str:
    """Tell this boot from all others."""
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else str(uuid4())
