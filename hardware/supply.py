"""Whether the machine gets enough power, where its kernel tells."""

from pathlib import Path

_MONITORS = Path("/sys/class/hwmon")
_FIRMWARE = Path("/sys/devices/platform/soc/soc:firmware/get_throttled")

# Bits of get_throttled (vcgencmd): under-voltage now, and at any time since the start.
_NOW, _SINCE = 1 << 0, 1 << 16


def under_voltage(monitors: Path = _MONITORS, firmware: Path = _FIRMWARE) -> bool | None:
    """Tell whether power was too weak since the start; None where nobody measures it."""
    try:
        return bool(int(firmware.read_text().strip(), 16) & (_NOW | _SINCE))
    except (OSError, ValueError):
        pass
    for monitor in sorted(monitors.glob("hwmon*")):
        try:
            if (monitor / "name").read_text().strip() == "rpi_volt":
                return (monitor / "in0_lcrit_alarm").read_text().strip() == "1"
        except OSError:
            continue
    return None
