"""Packs a copy into a ZIP file that opens only with a passphrase (AES-256); pure but for chance."""

import json
import secrets
from collections.abc import Mapping
from io import BytesIO

GROUPS = 4


def digits() -> str:
    """Think of a passphrase that can be told on the phone: four groups of four digits."""
    return " ".join(f"{secrets.randbelow(10_000):04d}" for _ in range(GROUPS))


def pack(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """Pack files, encrypted; their names can be read by anyone, so they name nobody."""
    import pyzipper

    packed = BytesIO()
    with pyzipper.AESZipFile(
        packed, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(passphrase.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def as_json(copy: Mapping[str, object]) -> bytes:
    """Write a copy for programs."""
    return json.dumps(copy, ensure_ascii=False, indent=1, default=_hex).encode()


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
