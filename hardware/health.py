"""How the machine is."""

import shutil
from contextlib import suppress
from pathlib import Path

_TEMPERATURE = Path("/sys/class/thermal/thermal_zone0/temp")
_MEMORY = Path("/proc/meminfo")
_SOUND = Path("/proc/asound/cards")


def read(data: Path) -> dict[str, int]:
    """Read the free room of the card in MB and, where a sensor tells them, degrees Celsius."""
    health = {"disk_free_mb": shutil.disk_usage(data).free // 1_000_000}
    # A sensor that is there may have no value at this moment: no day stays open for it.
    with suppress(OSError, ValueError):
        health["temperature_c"] = round(int(_TEMPERATURE.read_text()) / 1000)
    return health


def memory_mb() -> tuple[int, int]:
    """Read how much memory could be had at once, and how much there is, in MB."""
    lines = (line.split() for line in _MEMORY.read_text().splitlines())
    kib = {name: int(number) for name, number, *_ in lines}
    return kib["MemAvailable:"] * 1024 // 1_000_000, kib["MemTotal:"] * 1024 // 1_000_000


def has_sound_card() -> bool:
    """Tell whether the kernel knows a sound card."""
    try:
        return any(line.strip()[:1].isdigit() for line in _SOUND.read_text().splitlines())
    except OSError:
        return False
