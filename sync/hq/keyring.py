"""The keys of headquarters, in files of mode 0600 under the data directory.

sealing.key   opens what houses seal      signing.key   signs answers
session.key   signs browsers' cookies     *.pub         the public halves, given to houses
recovery.pub  the foundation's key: its private half is printed once and never kept here
panel.key     opens what counselors ask the expert panel; used only while an expert looks
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sync import keys
from sync.hq.errors import DamagedKeys, NotInitialised, Refused

_NAMES = (
    "sealing.key",
    "sealing.pub",
    "signing.key",
    "signing.pub",
    "recovery.pub",
    "session.key",
    "panel.key",
)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Hold the keys of headquarters: raw bytes, 32 each; only the public ones are shown."""

    sealing_key: bytes = field(repr=False)
    sealing_public: bytes
    signing_key: bytes = field(repr=False)
    verify_key: bytes
    recovery_public: bytes
    session_key: bytes = field(repr=False)
    panel_key: bytes = field(repr=False)

    @property
    def panel_public(self) -> bytes:
        """Tell the key to which counselors seal their questions."""
        return keys.sealing_public_of(self.panel_key)


def generate() -> tuple[Keyring, bytes]:
    """Make new keys; returns them and the private half of the foundation's recovery key."""
    sealing_key, sealing_public = keys.generate_sealing_key()
    signing_key, verify_key = keys.generate_signing_key()
    recovery_key, recovery_public = keys.generate_sealing_key()
    session_key = secrets.token_bytes(32)
    panel_key, _ = keys.generate_sealing_key()
    ring = Keyring(
        sealing_key,
        sealing_public,
        signing_key,
        verify_key,
        recovery_public,
        session_key,
        panel_key,
    )
    return ring, recovery_key


def is_there(directory: Path) -> bool:
    """Tell whether a headquarters has its keys in this directory."""
    try:
        return directory.exists()
    except PermissionError as problem:
        raise Refused("%(directory)s belongs to another user.", directory=directory) from problem


def require(directory: Path) -> None:
    """Raise NotInitialised unless a headquarters has its keys in this directory."""
    if not is_there(directory):
        raise NotInitialised(
            f"There is no headquarters in {directory.parent}: run `aiyou hq init` first."
        )


def save(ring: Keyring, directory: Path) -> None:
    """Write all keys at once: a crash leaves either all of them or none."""
    if is_there(directory):
        raise Refused("There are already keys in %(directory)s.", directory=directory)
    fresh = directory.with_name(f".{directory.name}.{secrets.token_hex(4)}")
    fresh.mkdir(mode=0o700, parents=True)
    values = (getattr(ring, name) for name in Keyring.__slots__)
    for name, value in zip(_NAMES, values, strict=True):
        write_secret(fresh / name, value.hex() + "\n")
    fresh.rename(directory)


def load(directory: Path) -> Keyring:
    """Read the keys, or raise NotInitialised or DamagedKeys."""
    require(directory)
    _add_panel_key(directory)
    try:
        values = [bytes.fromhex((directory / name).read_text()) for name in _NAMES]
    except (OSError, ValueError):
        values = []
    if {len(value) for value in values} != {keys.KEY_BYTES}:
        raise DamagedKeys(f"The keys in {directory} cannot be read: restore them from a copy.")
    return Keyring(*values)


def _add_panel_key(directory: Path) -> None:
    """Make the panel's key for a headquarters that was set up before there was a panel."""
    path = directory / "panel.key"
    if path.exists() or not (directory / "session.key").exists():
        return
    fresh = directory / f".panel.{secrets.token_hex(4)}"
    write_secret(fresh, keys.generate_sealing_key()[0].hex() + "\n")
    # Whole or not at all, and of two who start at once the first one's.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def write_secret(path: Path, text: str) -> None:
    """Write a new file that only its owner can read, durably."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
