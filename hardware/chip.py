"""The clock chip, where there is one."""

from pathlib import Path

_CHIPS = Path("/sys/class/rtc")


def is_there(chips: Path = _CHIPS) -> bool:
    """Tell whether the machine has a clock chip, whatever it says."""
    return any(chips.glob("rtc*"))


def says(chips: Path = _CHIPS) -> str | None:
    """Read date and time of the first clock chip that tells them, in UTC; None without one."""
    for chip in sorted(chips.glob("rtc*")):
        try:
            day, hour = ((chip / name).read_text().strip() for name in ("date", "time"))
        except OSError:
            # A chip whose battery is empty is there, and has nothing to say.
            continue
        return f"{day} {hour}"
    return None
