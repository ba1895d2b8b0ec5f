"""An authority of the foundation's own, and a headquarters that it has certified."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.sync.conftest import Door, TinyHeadquarters

DAY = timedelta(days=1)


class Authority:
    """Signs certificates; `path` is its own, as a house is given it.

    above: who has certified it; None: it itself.
    """

    def __init__(
        self, directory: Path, name: str = "The foundation", above: "Authority | None" = None
    ) -> None:
        self._directory = directory
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        issuer = above or self
        made = _begin(self._name, issuer._name, self._key, -DAY, 900 * DAY)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        signs = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        self._certificate = made.add_extension(signs, critical=True).sign(
            issuer._key, hashes.SHA256()
        )
        self.path = directory / f"{name}.pem"
        self.path.write_bytes(_pem(self._certificate))

    def certify(
        self, host: str = "127.0.0.1", begins: timedelta = -DAY, ends: timedelta = 30 * DAY
    ) -> ssl.SSLContext:
        """Make a server's certificate, and what it serves with."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _begin(_named("hq"), self._name, key, begins, ends)
        made = made.add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        made = made.add_extension(use, critical=False)
        of_authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        made = made.add_extension(of_authority, critical=False)
        signed = made.sign(self._key, hashes.SHA256())
        path = self._directory / f"{x509.random_serial_number()}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.write_bytes(private + _pem(signed))
        served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        served.load_cert_chain(path)
        return served


class SecureDoor(Door):
    """The server of a TinyHeadquarters behind TLS."""

    def __init__(self, hq: TinyHeadquarters, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(hq)
        hq.url = f"https://127.0.0.1:{self.server_port}"

    def finish_request(self, request: object, client_address: object) -> None:
        """Greet in the caller's own thread: one that is not content leaves the others alone."""
        try:
            secure = self._context.wrap_socket(request, server_side=True)  # type: ignore[call-overload]
        except OSError:
            return
        with secure:
            super().finish_request(secure, client_address)


@contextmanager
def behind_tls(hq: TinyHeadquarters, context: ssl.SSLContext) -> Iterator[TinyHeadquarters]:
    """Serve a headquarters with a certificate."""
    door = SecureDoor(hq, context)
    try:
        yield hq
    finally:
        door.shut()


def _begin(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    begins: timedelta,
    ends: timedelta,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(identifier, critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
