"""Seals what a stolen card must not tell, and opens it while a counselor is there.

Records are written to the house's public key (libsodium sealed boxes), so they can
be kept at any time; the private key lives in memory only, between unlock and lock.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from threading import RLock
from time import monotonic
from typing import Any

import cbor2
from nacl.bindings import crypto_box_seal_open, sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from kiosk.errors import NotFounded, TooLong, Unreadable, VaultLocked

# One length for each kind of record: a ciphertext's size says nothing. Of long ones two fit
# on a page of the database.
SHORT = 512
LONG = 1920

# Records that stay opened until the lock, the last ones used: all that a page of ten years needs.
STAY_OPENED = 4096

# What is read is remembered for the next who asks: it is not to be changed.
Reader = Callable[[bytes], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Keeper:
    """The counselor for whom the vault is open."""

    id: str
    name: str


class Vault:
    """The house's sealed tier; open only for a keeper, and never for longer than `idle` seconds."""

    def __init__(
        self,
        public_key: bytes | None,
        idle: float,
        steady: Callable[[], float] = monotonic,
        learn: Callable[[], bytes | None] = lambda: None,
    ) -> None:
        """Begin locked.

        learn: asked for the public key while there is none: another program may set the house up.
        """
        self._public = PublicKey(public_key) if public_key else None
        self._learn = learn
        self._idle = idle
        self._steady = steady
        self._lock = RLock()
        self._private: bytes | None = None
        self._read: Reader | None = None
        self._keeper: Keeper | None = None
        self._made: dict[str, Any] = {}
        self._touched = 0.0

    def found(self, public_key: bytes) -> None:
        """Begin to seal to a new house's key."""
        self._public = PublicKey(public_key)

    def seal(self, record: Mapping[str, Any], length: int = SHORT) -> bytes:
        """Encrypt a record that anyone may write and only a keeper may read.

        length: bytes to which the record is padded, the same for all of its kind.
        Raises NotFounded, or TooLong where it does not fit.
        """
        public = self._key()
        if public is None:
            raise NotFounded("The house has not been set up yet.")
        plain = cbor2.dumps(dict(record), canonical=True)
        if len(plain) >= length:
            raise TooLong("This is too long to be kept: please write it shorter.")
        return bytes(SealedBox(public).encrypt(sodium_pad(plain, length)))

    def open_record(self, sealed: bytes) -> dict[str, Any]:
        """Decrypt a record. Raises VaultLocked, or Unreadable when it was damaged."""
        return dict(self.reader()(sealed))

    def reader(self) -> Reader:
        """Tell what decrypts record after record, for a page that needs hundreds.

        It raises Unreadable where one is damaged. Raises VaultLocked.
        """
        public = self._key()
        with self._lock:
            if self._read is None or self._is_idle():
                reader = partial(_decrypt, bytes(public or b""), self._opened())
                self._read = lru_cache(STAY_OPENED)(reader)
            return self._read

    def pseudonym(self, subject: str) -> bytes:
        """Name a child so that only the house's private key can tell whom. Raises VaultLocked."""
        with self._lock:
            key = self._opened()
            return blake2b(subject.encode(), key=key, digest_size=16, person=b"whose").digest()

    def remember(self, name: str, made: object) -> None:
        """Keep in memory what was made of opened records, until the lock. Raises VaultLocked."""
        with self._lock:
            self._opened()
            self._made[name] = made

    def remembered(self, name: str) -> Any:  # noqa: ANN401
        """Tell what was made since the vault was unlocked; None before. Raises VaultLocked."""
        with self._lock:
            self._opened()
            return self._made.get(name)

    @property
    def private_key(self) -> bytes:
        """Tell the key, to be wrapped for one more holder. Raises VaultLocked."""
        with self._lock:
            return self._opened()

    def unlock(self, private_key: bytes, keeper: Keeper) -> None:
        """Open the vault for a counselor."""
        with self._lock:
            self._private, self._read = private_key, None
            self._keeper = keeper
            self._touched = self._steady()

    def lock(self) -> None:
        """Forget the private key, and what was opened with it."""
        with self._lock:
            self._private = self._keeper = self._read = None
            self._made = {}
        # Forms and pages hold on to each other and to what they showed until they are collected.
        gc.collect()

    def lock_for(self, counselor: str) -> None:
        """Lock where it is open for a certain counselor, and for nobody else."""
        with self._lock:
            if self._keeper and self._keeper.id == counselor:
                self.lock()

    def touch(self) -> None:
        """Notice that the counselor is still there."""
        with self._lock:
            if self.is_open:
                self._touched = self._steady()

    @property
    def is_open(self) -> bool:
        """Tell whether sealed records can be read, locking first when idle for too long."""
        with self._lock:
            if self._private and self._is_idle():
                self.lock()
            return self._private is not None

    @property
    def keeper(self) -> Keeper:
        """Tell for whom the vault is open. Raises VaultLocked."""
        with self._lock:
            if not self.is_open or self._keeper is None:
                raise VaultLocked("The counselor's part is locked.")
            return self._keeper

    def _key(self) -> PublicKey | None:
        """Tell the key to seal to, if the house has been set up, and by whom ever.

        Asked without the lock: the records may have to be read for it.
        """
        if self._public is None and (known := self._learn()):
            self.found(known)
        return self._public

    def _is_idle(self) -> bool:
        return self._steady() - self._touched > self._idle

    def _opened(self) -> bytes:
        if not self.is_open or self._private is None:
            raise VaultLocked("The counselor's part is locked.")
        return self._private


def _decrypt(public_key: bytes, private_key: bytes, sealed: bytes) -> dict[str, Any]:
    """Open a record. Raises Unreadable."""
    try:
        plain = crypto_box_seal_open(sealed, public_key, private_key)
        record = cbor2.loads(sodium_unpad(plain, len(plain)))
    except (CryptoError, ValueError, TypeError) as error:
        raise Unreadable("This record cannot be read.") from error
    if not isinstance(record, dict):
        raise Unreadable("This record cannot be read.")
    return record
