"""How the machine is."""

import shutil
from pathlib import Path

_TEMPERATURE = Path("/sys/class/thermal/thermal_zone0/temp")


def read(data: Path) -> dict[str, int]:
    """Read the free room of the card in MB and, where there is a sensor, degrees Celsius."""
    health = {"disk_free_mb": shutil.disk_usage(data).free // 1_000_000}
    if _TEMPERATURE.exists():
        health["temperature_c"] = round(int(_TEMPERATURE.read_text()) / 1000)
    return health
