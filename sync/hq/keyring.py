"""The keys of headquarters, in files of mode 0600 under the data directory.

sealing.key   opens what houses seal      signing.key   signs answers
session.key   signs browsers' cookies     *.pub         the public halves, given to houses
recovery.pub  the foundation's key: its private half is printed once and never kept here
panel.key     opens what counselors ask the expert panel; used only while an expert looks

A key that is changed gets a new file beside the old one, sealing.2.key, sealing.3.key...: what is
on its way, or was asked long ago, is still opened by those of before.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from sync import answer, keys
from sync.answer import Answer
from sync.errors import BadEnvelope
from sync.hq.errors import DamagedKeys, NotInitialised, Refused
from sync.hq.owner import hand_over

_NAMES = (
    "sealing.key",
    "sealing.pub",
    "signing.key",
    "signing.pub",
    "recovery.pub",
    "session.key",
    "panel.key",
)

# Which of them can be changed.
KINDS = ("sealing", "signing", "panel")


# Each answer asks for both, and deriving costs as much as signing.
_verify_key_of = lru_cache(maxsize=64)(keys.verify_key_of)
_sealing_public_of = lru_cache(maxsize=64)(keys.sealing_public_of)


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
    earlier_sealing: tuple[bytes, ...] = field(default=(), repr=False)
    earlier_signing: tuple[bytes, ...] = field(default=(), repr=False)
    earlier_panel: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def sealing_keys(self) -> tuple[bytes, ...]:
        """List the private keys that open what houses sealed, the last one first."""
        return self.sealing_key, *self.earlier_sealing

    @property
    def signing_keys(self) -> tuple[bytes, ...]:
        """List the private keys by which answers were ever signed, the last one first."""
        return self.signing_key, *self.earlier_signing

    @property
    def panel_keys(self) -> tuple[bytes, ...]:
        """List the private keys that open what the panel was asked, the last one first."""
        return self.panel_key, *self.earlier_panel

    def signing_key_for(self, verify_key: bytes) -> bytes:
        """Find the private half of a key by which a house verifies."""
        return next(key for key in self.signing_keys if _verify_key_of(key) == verify_key)

    def sealing_key_for(self, public: bytes) -> bytes:
        """Find the private half of a key to which a house seals."""
        return next(key for key in self.sealing_keys if _sealing_public_of(key) == public)

    def read_answer(self, data: bytes) -> Answer:
        """Read an answer of our own, by whichever key it was signed. Raises BadEnvelope."""
        for earlier in self.earlier_signing:
            with suppress(BadEnvelope):
                return answer.verify(data, keys.verify_key_of(earlier))
        return answer.verify(data, self.verify_key)

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
    values = (getattr(ring, field) for field in Keyring.__slots__[: len(_NAMES)])
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
    later = {kind: _later(directory, kind) for kind in KINDS}
    if {len(value) for value in (*values, *chain(*later.values()))} != {keys.KEY_BYTES}:
        raise DamagedKeys(f"The keys in {directory} cannot be read: restore them from a copy.")
    return _with_later(_ring(values), **later)


def _ring(values: Iterable[bytes]) -> Keyring:
    sealing, sealing_public, signing, verify, recovery, session, panel = values
    return Keyring(sealing, sealing_public, signing, verify, recovery, session, panel)


def rotate(directory: Path, kind: str) -> Keyring:
    """Make a new key beside that of before, durably and whole or not at all; returns all of them.

    kind: one of KINDS. Raises NotInitialised, DamagedKeys or Refused.
    """
    ring = load(directory)
    private = (
        keys.generate_signing_key()[0] if kind == "signing" else keys.generate_sealing_key()[0]
    )
    number = len(getattr(ring, f"earlier_{kind}")) + 2
    fresh = directory / f".{kind}.{secrets.token_hex(4)}"
    write_secret(fresh, private.hex() + "\n", belongs_with=directory)
    try:
        (directory / f"{kind}.{number}.key").hardlink_to(fresh)
    except FileExistsError as problem:
        raise Refused("Somebody else has just made a new key.") from problem
    finally:
        fresh.unlink()
    _sync_directory(directory)
    return load(directory)


class LiveKeyring:
    """The keys as they are on the disk: a command may add one while headquarters is running."""

    def __init__(self, directory: Path, ring: Keyring) -> None:
        self._directory = directory
        self._known = (self._names(), ring)

    def read(self) -> Keyring:
        """Tell the keys, and read them anew when there are others."""
        names, ring = self._known
        if (found := self._names()) != names:
            ring = load(self._directory)
            self._known = (found, ring)
        return ring

    def _names(self) -> frozenset[str]:
        return frozenset(path.name for path in self._directory.glob("*.key"))


def _later(directory: Path, kind: str) -> list[bytes]:
    """Read the keys that took the place of the first one, in their order."""
    names = (path.name for path in directory.glob(f"{kind}.*.key"))
    numbers = sorted(int(name.split(".")[1]) for name in names if name.split(".")[1].isdecimal())
    try:
        texts = [(directory / f"{kind}.{number}.key").read_text() for number in numbers]
        return [bytes.fromhex(text) for text in texts]
    except (OSError, ValueError):
        return [b""]


def _with_later(
    ring: Keyring, sealing: list[bytes], signing: list[bytes], panel: list[bytes]
) -> Keyring:
    """Let the last keys take the place of the first ones, and keep those before, last first."""
    sealing_key, *earlier_sealing = reversed([ring.sealing_key, *sealing])
    signing_key, *earlier_signing = reversed([ring.signing_key, *signing])
    panel_key, *earlier_panel = reversed([ring.panel_key, *panel])
    return replace(
        ring,
        sealing_key=sealing_key,
        sealing_public=keys.sealing_public_of(sealing_key) if sealing else ring.sealing_public,
        signing_key=signing_key,
        verify_key=keys.verify_key_of(signing_key) if signing else ring.verify_key,
        panel_key=panel_key,
        earlier_sealing=tuple(earlier_sealing),
        earlier_signing=tuple(earlier_signing),
        earlier_panel=tuple(earlier_panel),
    )


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _add_panel_key(directory: Path) -> None:
    """Make the panel's key for a headquarters that was set up before there was a panel."""
    path = directory / "panel.key"
    if path.exists() or not (directory / "session.key").exists():
        return
    fresh = directory / f".panel.{secrets.token_hex(4)}"
    private, _ = keys.generate_sealing_key()
    write_secret(fresh, private.hex() + "\n", belongs_with=directory)
    # Whole or not at all, and of two who start at once the first one's.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def write_secret(path: Path, text: str, belongs_with: Path | None = None) -> None:
    """Write a new file that only its owner can read, durably.

    belongs_with: the directory whose owner it gets where root writes it.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        if belongs_with is not None:
            hand_over(descriptor, belongs_with)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
