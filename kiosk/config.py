"""What can be set for a house."""

import os
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from pathlib import Path

from games.languages import DEFAULT, LANGUAGES
from hardware.display.settings import DIRECTORY, ROTATIONS, Screen
from kiosk.domain.provinces import Province
from kiosk.domain.retention import Keeping
from kiosk.domain.settings import READERS, Settings
from sync import settings, sticks

FILE = Path("/etc/aiyou/house.toml")

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_PROXY = re.compile(r"https?://[^/\s]+/?")
_KEY = re.compile(r"([0-9a-fA-F]{64})?")


@dataclass(frozen=True, slots=True)
class HouseConfig:
    """A house's settings: one TOML file, any key also as AIYOU_<KEY>."""

    data: Path = Path("~/.local/share/aiyou")
    host: str = "127.0.0.1"
    port: int = 8080
    panel_port: int = 8443
    language: str = DEFAULT
    province: str = "yunnan"
    panel_px_per_mm: float = 5.2
    idle_seconds: float = 60
    lock_seconds: float = 180
    closes: str = "20:00"
    sitting_minutes: float = 15
    day_minutes: float = 60
    rest_minutes: float = 5
    play_from: str = "06:00"
    play_until: str = "21:00"
    games: str = ""
    guests_play: str = "without_letters"
    loudness: str = "normal"
    quiet_from: str = ""
    quiet_until: str = ""
    open_from: str = ""
    open_until: str = ""
    open_days: str = "1,2,3,4,5,6,7"
    panel_text: str = "normal"
    recovery_key: str = ""
    argon2_memory_kib: int = 64 * 1024
    agent_longest_wait: float = 900
    month_megabytes: float = 10
    authority: Path | None = None
    proxy: str | None = settings.secret(default=None)
    keep_moods_days: int = 90
    keep_visits_days: int = 1096
    keep_plays_days: int = 400
    keep_audit_days: int = 1096
    backups: Path | None = None
    sticks: str = sticks.USUAL
    poweroff_command: str = "systemctl poweroff"
    restart_command: str = "systemctl reboot"
    backlight: str = "/sys/class/backlight"
    screen_off_command: str = "wlopm --off *"
    screen_on_command: str = "wlopm --on *"
    screen_directory: Path = DIRECTORY
    screen_rotation: int = 0
    screen_scale: float = 1.0
    compositor: str = ""
    browser: str = "chromium"

    def __post_init__(self) -> None:
        """Refuse all that could only fail later, when nobody is looking, in one ValueError."""
        rules = self._rules()
        wrong = [f"{name}: should be {wanted}" for name, is_right, wanted in rules if not is_right]
        if wrong:
            raise ValueError("\n  ".join(wrong))

    def _rules(self) -> Iterator[tuple[str, object, str]]:
        yield "closes", _CLOCK.fullmatch(self.closes), "a time of day, as in 20:00"
        for name, reader in READERS.items():
            wanted = _refusal(reader, str(getattr(self, name)))
            yield name, not wanted, wanted
        for name in ("quiet", "open"):
            both = bool(getattr(self, f"{name}_from")) == bool(getattr(self, f"{name}_until"))
            yield f"{name}_from", both, f"given together with {name}_until"
        yield "recovery_key", _KEY.fullmatch(self.recovery_key), "64 hexadecimal digits, or empty"
        yield "language", self.language in LANGUAGES, f"one of {', '.join(LANGUAGES)}"
        yield "province", self.province in [*Province], f"one of {', '.join(Province)}"
        for name in ("port", "panel_port"):
            yield name, 0 < getattr(self, name) < 65536, "a number from 1 to 65535"
        commands = (
            "poweroff_command",
            "restart_command",
            "screen_off_command",
            "screen_on_command",
            "compositor",
        )
        for name in commands:
            yield name, _is_command(getattr(self, name)), "a command, or empty"
        yield "browser", _is_command(self.browser) and self.browser.strip(), "a command"
        yield "screen_rotation", self.screen_rotation in ROTATIONS, "0, 90, 180 or 270"
        yield "screen_scale", 0.5 <= self.screen_scale <= 4, "from 0.5 to 4"
        for name in ("idle_seconds", "lock_seconds", "agent_longest_wait", "panel_px_per_mm"):
            yield name, getattr(self, name) > 0, "more than 0"
        yield "month_megabytes", self.month_megabytes >= 0, "at least 0, which is no limit"
        wanted = "the address of a proxy, as in http://10.0.0.1:3128"
        yield "proxy", not self.proxy or _PROXY.fullmatch(self.proxy), wanted
        for name in ("keep_moods_days", "keep_visits_days", "keep_plays_days", "keep_audit_days"):
            # Shorter, and a month would be counted when its first days are gone.
            yield name, getattr(self, name) >= 62, "at least 62 days"

    @property
    def screen(self) -> Screen:
        """Tell how the house's page is shown on this machine."""
        return Screen(
            address=f"http://{self.host}:{self.port}",
            directory=self.screen_directory,
            browser=tuple(shlex.split(self.browser)),
            compositor=tuple(shlex.split(self.compositor)),
            rotation=self.screen_rotation,
            scale=self.screen_scale,
        )

    @property
    def directory(self) -> Path:
        """Tell the data directory, with ~ resolved, whatever directory the house was started in."""
        return self.data.expanduser().absolute()

    @property
    def keeping(self) -> Keeping:
        """Tell for how many days what is kept."""
        return Keeping(
            self.keep_moods_days, self.keep_visits_days, self.keep_plays_days, self.keep_audit_days
        )

    @property
    def settings(self) -> Settings:
        """Tell what holds until an adult sets it otherwise in the panel."""
        return _settings(tuple(str(getattr(self, name)) for name in READERS))

    @property
    def backup_directory(self) -> Path:
        """Tell where the house keeps its own backups."""
        return self.backups.expanduser() if self.backups else self.directory / "backups"

    @property
    def closing_time(self) -> time:
        """Tell when a day is closed by the clock."""
        return time.fromisoformat(self.closes)


@lru_cache(maxsize=1)
def _settings(texts: tuple[str, ...]) -> Settings:
    """Read them once: nearly every page asks."""
    named = zip(READERS.items(), texts, strict=True)
    return Settings(**{name: reader(text) for (name, reader), text in named})


def _is_command(text: str) -> bool:
    try:
        shlex.split(text)
    except ValueError:
        return False
    return True


def _refusal(reader: Callable[[str], object], text: str) -> str:
    """Tell what should stand in place of a text; empty where it is right."""
    try:
        reader(text)
    except ValueError as error:
        return str(error)
    return ""


def load(data: Path | None = None, file: Path | None = None, **overrides: object) -> HouseConfig:
    """Read the settings. Raises SettingsError with every mistake at once."""
    found = file or (FILE if FILE.exists() else None)
    return settings.load(HouseConfig, found, os.environ, "AIYOU_", data=data, **overrides)
