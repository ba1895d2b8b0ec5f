"""The only place that reads the clock."""

import ctypes
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TIMEX_BYTES = 512
_TIME_ERROR = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What the machine's clocks say at one instant; `steady` is seconds that never jump."""

    at: datetime
    steady: float
    synchronised: bool


def read() -> Reading:
    """Read the wall clock, the steady clock and whether the network keeps them right."""
    return Reading(datetime.now(UTC), time.monotonic(), is_synchronised())


def is_synchronised() -> bool:
    """Ask the kernel whether a time daemon keeps its clock right (adjtimex(2))."""
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    if adjtimex is None:
        return False
    state: int = adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    return state not in (-1, _TIME_ERROR)


def boot_id() -> str:
    """Tell this boot from all others."""
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else str(uuid4())
