"""Touch screens, as the kernel knows them."""

from pathlib import Path

_INPUTS = Path("/sys/class/input")

# Bit of a finger's place, input-event-codes.h; a mouse and a stylus have none.
_ABS_MT_POSITION_X = 0x35
_WORD = 64


def touch_screens(inputs: Path = _INPUTS) -> list[str]:
    """List the names of what feels several fingers."""
    found = []
    for device in sorted(inputs.glob("event*/device")):
        try:
            if _feels_fingers((device / "capabilities" / "abs").read_text()):
                found.append((device / "name").read_text().strip())
        except (OSError, ValueError):
            continue
    return found


def _feels_fingers(told: str) -> bool:
    """Read a bitmap as sysfs writes it: words of 64 bits in hexadecimal, the highest first."""
    bits = 0
    for word in told.split():
        bits = bits << _WORD | int(word, 16)
    return bool(bits >> _ABS_MT_POSITION_X & 1)
