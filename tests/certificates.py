"""An authority of the tests, and a certificate that it gave."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def certified(folder: Path, address: str) -> Path:
    """Make an authority and what it certifies for an address; the authority is in authority.pem."""
    owner, own = _key(), _key()
    authority = _certificate("authority.example", owner, None, owner)
    certificate = _certificate(address, own, authority, owner)
    (folder / "authority.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    private = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "door.pem"
    path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return path


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(
    name: str,
    own: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    signed_by: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    """Certify a key: of an authority where there is no issuer, else of 127.0.0.1."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    is_authority, now = issuer is None, datetime.now(UTC)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=90))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(_places(name), critical=False)
        .add_extension(_usage(is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(identifier, critical=False)
        .sign(signed_by, hashes.SHA256())
    )


def _places(name: str) -> x509.SubjectAlternativeName:
    try:
        return x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))])
    except ValueError:
        return x509.SubjectAlternativeName([x509.DNSName(name)])


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
