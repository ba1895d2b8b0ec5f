"""Which figures of a house's machine need somebody to look; pure."""

import json

_FULL_DISK_MB = 1024
_HOT_C = 80


def is_worrying(name: str, value: int) -> bool:
    """Tell whether a figure of the machine's health needs somebody to look."""
    return (name == "disk_free_mb" and value < _FULL_DISK_MB) or (
        name == "temperature_c" and value >= _HOT_C
    )


def needs_somebody(health: str) -> bool:
    """Tell whether any figure does, of a day's health as it is kept."""
    return any(is_worrying(name, value) for name, value in json.loads(health).items())
