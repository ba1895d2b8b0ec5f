"""The clock chip, where there is one."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

# So far a clock chip may be off before it is of no use.
MOST_OFF = timedelta(minutes=10)

_CHIPS = Path("/sys/class/rtc")


def is_there(chips: Path = _CHIPS) -> bool:
    """Tell whether the machine has a clock chip, whatever it says."""
    return any(chips.glob("rtc*"))


def says(chips: Path = _CHIPS) -> str | None:
    """Read date and time of the first clock chip that tells them, in UTC; None without one."""
    return next((told for chip in sorted(chips.glob("rtc*")) if (told := _told_by(chip))), None)


def is_off(told: str, at: datetime) -> bool:
    """Tell whether what a chip says is far from another time: its battery may be empty."""
    try:
        return abs(datetime.fromisoformat(f"{told}+00:00") - at) > MOST_OFF
    except ValueError:
        return True


def vouches_for(at: datetime, chips: Path = _CHIPS) -> bool:
    """Tell whether the kernel set its clock from a chip that still says the same as it.

    A chip without a battery says 1970, and the kernel takes it; what was kept elsewhere may move
    the clock then, and is no chip's word any more.
    """
    started_with = (chip for chip in chips.glob("rtc*") if _set_the_clock(chip))
    told = (_told_by(chip) for chip in started_with)
    return any(one is not None and not is_off(one, at) for one in told)


def _set_the_clock(chip: Path) -> bool:
    with suppress(OSError):
        return (chip / "hctosys").read_text().strip() == "1"
    return False


def _told_by(chip: Path) -> str | None:
    # A chip whose battery is empty may be there, and have nothing to say.
    with suppress(OSError):
        day, hour = ((chip / name).read_text().strip() for name in ("date", "time"))
        return f"{day} {hour}"
    return None
