"""Whether the machine gets enough power, and from where, where its kernel tells."""

from collections.abc import Iterator
from pathlib import Path

_MONITORS = Path("/sys/class/hwmon")
_PLATFORM = Path("/sys/devices/platform")
_SUPPLIES = Path("/sys/class/power_supply")

# Bits of get_throttled (vcgencmd): under-voltage now, and at any time since the start.
_NOW, _SINCE = 1 << 0, 1 << 16


def under_voltage(monitors: Path = _MONITORS, platform: Path = _PLATFORM) -> bool | None:
    """Tell whether power was too weak since the start; None where nobody measures it."""
    told = _throttled(platform)
    if told is not None:
        return bool(told & (_NOW | _SINCE))
    for monitor in sorted(monitors.glob("hwmon*")):
        if _word(monitor / "name") == "rpi_volt":
            return _word(monitor / "in0_lcrit_alarm") == "1"
    return None


def is_weak_now(platform: Path = _PLATFORM) -> bool | None:
    """Tell whether power is too weak at this moment; None where nobody measures it."""
    told = _throttled(platform)
    return None if told is None else bool(told & _NOW)


def on_mains(supplies: Path = _SUPPLIES) -> bool | None:
    """Tell whether the mains are there; None where no part of the machine says so."""
    found = [_word(one / "online") for one in _of_kind(supplies, "Mains", "USB")]
    told = [one for one in found if one]
    return any(one != "0" for one in told) if told else None


def battery(supplies: Path = _SUPPLIES) -> int | None:
    """Tell how full the machine's own battery is, in percent; None without one."""
    for one in _of_kind(supplies, "Battery"):
        # A mouse has one of its own.
        if _word(one / "scope") != "Device" and _word(one / "capacity").isdigit():
            return int(_word(one / "capacity"))
    return None


def _throttled(platform: Path) -> int | None:
    for place in sorted(platform.glob("soc*/soc*:firmware/get_throttled")):
        try:
            return int(_word(place), 16)
        except ValueError:
            continue
    return None


def _of_kind(supplies: Path, *kinds: str) -> Iterator[Path]:
    return (one for one in sorted(supplies.glob("*")) if _word(one / "type") in kinds)


def _word(place: Path) -> str:
    try:
        return place.read_text().strip()
    except OSError:
        return ""
