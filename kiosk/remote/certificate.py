"""The key and the certificate by which a device knows this house and no other."""

import ssl
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from kiosk.store.safety import disk

FILE_NAME = "panel.pem"

# A house may not know the date when it makes its certificate, and every new one would have to be
# compared anew on each device: this one begins before any house and lasts as long as a date may.
_FIRST_YEAR, _LAST_YEAR = 2020, 2049


def context(directory: Path) -> ssl.SSLContext:
    """Make ready to speak TLS with the house's own key, made first where there is none.

    Raises OSError where it cannot be kept.
    """
    path = directory / FILE_NAME
    with suppress(OSError):
        return _with(path)
    with disk.written_whole(path) as file:
        file.write(_made())
    return _with(path)


def fingerprint(directory: Path) -> bytes:
    """Tell the SHA-256 of the certificate, as browsers show it. Raises OSError."""
    text = (directory / FILE_NAME).read_text("ascii")
    return sha256(ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERT") :])).digest()


def _with(path: Path) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.minimum_version = ssl.TLSVersion.TLSv1_2
    found.options |= ssl.OP_NO_RENEGOTIATION
    found.load_cert_chain(path)
    return found


def _made() -> bytes:
    """Make a key on the curve P-256 and a certificate that it signs itself."""
    from datetime import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ai You House")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(_FIRST_YEAR, 1, 1))  # noqa: DTZ001
        .not_valid_after(datetime(_LAST_YEAR, 12, 31))  # noqa: DTZ001
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
