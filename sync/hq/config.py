"""What headquarters is told once, at its start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sync import settings

LANGUAGES = {"zh_Hans": "中文", "en": "English"}
USUAL_FILE = Path("/etc/aiyou/hq.toml")


@dataclass(frozen=True, slots=True)
class HqConfig:
    """Hold what headquarters is told once, at its start.

    database: an SQLAlchemy address of PostgreSQL; without it, SQLite in the data directory.
    address: where houses and people find headquarters, such as https://hq.example.org: it stands in
    invitations. Without it they hold a code alone: whoever asks for a page may claim any address.
    silent_days: a house is silent when nothing new came from it for so many days, or for longer
    where it never came as often.
    https: True when a proxy serves the pages over HTTPS, so that cookies travel only there.
    second_factor: True when administrators and experts must have one; others may.
    idle_minutes: administrators and experts who do nothing for so long have to sign in again.
    proxies: how many proxies of our own stand in front and name the caller.
    metrics_token: what monitoring shows to read /metrics; without it, it is open to this machine
    and private networks alone.
    processes, threads: how many processes answer, and in how many threads each.
    together: of how many houses one transaction takes requests in, where so many wait.
    """

    data: Path = Path("/var/lib/aiyou-hq")
    host: str = "127.0.0.1"
    port: int = 8090
    database: str | None = settings.secret(default=None)
    address: str | None = None
    language: str = "zh_Hans"
    silent_days: int = 3
    https: bool = False
    second_factor: bool = True
    idle_minutes: int = 60
    proxies: int = 0
    metrics_token: str | None = settings.secret(default=None)
    processes: int = 1
    threads: int = 16
    together: int = 32

    def __post_init__(self) -> None:
        """Refuse values that cannot work, all in one ValueError."""
        wrong = {
            "port: should be from 0 to 65535": not 0 <= self.port <= 65535,
            "address: should be like https://hq.example.org": not _is_address(self.address),
            "silent_days: should be at least 1": self.silent_days < 1,
            "processes: should be from 1 to 64": not 1 <= self.processes <= 64,
            "threads: should be at least 1": self.threads < 1,
            "together: should be at least 1": self.together < 1,
            "idle_minutes: should be at least 1": self.idle_minutes < 1,
            "proxies: should be at least 0": self.proxies < 0,
            f"language: should be one of {', '.join(LANGUAGES)}": self.language not in LANGUAGES,
        }
        mistakes = [sentence for sentence, is_wrong in wrong.items() if is_wrong]
        if mistakes:
            raise ValueError("\n  ".join(mistakes))

    @property
    def keys(self) -> Path:
        """Name the directory of the private keys."""
        return self.data / "keys"


def _is_address(text: str | None) -> bool:
    """Tell whether a text is the address of a website, or none is given."""
    if text is None:
        return True
    try:
        parts = urlsplit(text)
        is_whole = parts.port != 0 and not any(one.isspace() for one in text)
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_whole and is_plain


def load(
    path: Path | None = None, environ: Mapping[str, str] | None = None, **overrides: object
) -> HqConfig:
    """Read the configuration from a TOML file, AIYOU_HQ_<KEY> and what is given here."""
    variables = os.environ if environ is None else environ
    return settings.load(HqConfig, path, variables, prefix="AIYOU_HQ_", **overrides)
