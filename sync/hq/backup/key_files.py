"""The keys of headquarters inside a backup: sealed by a passphrase, or not there at all.

Argon2id makes a key of the passphrase, and XSalsa20-Poly1305 seals with it. Without the keys nobody
opens what the houses seal, and no house believes an answer: a backup without them needs a copy of
the directory of keys beside it.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from sync.hq import keyring
from sync.hq.errors import Refused
from sync.hq.people import passwords

SHORTEST = 12
# What a guess costs: libsodium's middle way, for somebody who has the file and all the time.
PASSES, MEMORY = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE


def seal(directory: Path, passphrase: str) -> dict[str, Any]:
    """Read the files of keys and seal them; raises Refused where the passphrase is weak."""
    if len(passphrase) < SHORTEST or passwords.is_guessable(passphrase, ""):
        raise Refused(
            "The passphrase of a backup needs at least %(shortest)s characters, hard to guess.",
            shortest=SHORTEST,
        )
    keyring.load(directory)
    files = {path.name: path.read_bytes() for path in directory.iterdir() if _is_key(path)}
    how: dict[str, Any] = {
        "salt": secrets.token_bytes(argon2id.SALTBYTES),
        "ops": PASSES,
        "mem": MEMORY,
    }
    return how | {"sealed": bytes(_box(passphrase, how).encrypt(cbor2.dumps(files)))}


def opened(sealed: Mapping[str, Any], passphrase: str) -> dict[str, bytes]:
    """Open the files of keys, or raise Refused."""
    try:
        plain = _box(passphrase, sealed).decrypt(sealed["sealed"])
    except CryptoError as problem:
        raise Refused("This passphrase does not open the keys in the backup.") from problem
    files: dict[str, bytes] = cbor2.loads(plain)
    return files


def write(files: Mapping[str, bytes], directory: Path) -> None:
    """Write the keys into a directory that is not there yet: all at once, or none."""
    fresh = directory.with_name(f".{directory.name}.{secrets.token_hex(4)}")
    fresh.mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        keyring.write_secret(fresh / Path(name).name, content.decode())
    fresh.rename(directory)


def _is_key(path: Path) -> bool:
    return path.suffix in (".key", ".pub") and not path.name.startswith(".")


def _box(passphrase: str, how: Mapping[str, Any]) -> SecretBox:
    size, typed = SecretBox.KEY_SIZE, passphrase.encode()
    return SecretBox(
        argon2id.kdf(size, typed, how["salt"], opslimit=how["ops"], memlimit=how["mem"])
    )
