"""What can be set for a house."""

import os
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from sync import settings

FILE = Path("/etc/aiyou/house.toml")


@dataclass(frozen=True, slots=True)
class HouseConfig:
    """A house's settings: one TOML file, any key also as AIYOU_<KEY>."""

    data: Path = Path("~/.local/share/aiyou")
    host: str = "127.0.0.1"
    port: int = 8080
    language: str = "zh_Hans"
    panel_px_per_mm: float = 5.2
    idle_seconds: float = 60
    lock_seconds: float = 180
    closes: str = "20:00"
    recovery_key: str = ""
    argon2_memory_kib: int = 64 * 1024
    agent_longest_wait: float = 900

    @property
    def directory(self) -> Path:
        """Tell the data directory, with ~ resolved."""
        return self.data.expanduser()

    @property
    def closing_time(self) -> time:
        """Tell when a day is closed by the clock."""
        return time.fromisoformat(self.closes)


def load(data: Path | None = None, file: Path | None = None, **overrides: object) -> HouseConfig:
    """Read the settings. Raises SettingsError with every mistake at once."""
    found = file or (FILE if FILE.exists() else None)
    return settings.load(HouseConfig, found, os.environ, "AIYOU_", data=data, **overrides)
