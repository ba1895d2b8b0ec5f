"""The house's own key, and the certificate that is compared by eye."""

import ssl
import stat
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.remote import certificate


def made(directory: Path) -> x509.Certificate:
    certificate.context(directory)
    return x509.load_pem_x509_certificate((directory / certificate.FILE_NAME).read_bytes())


def test_it_is_good_whatever_date_the_house_believes_in_and_vouches_for_nobody_else(
    tmp_path: Path,
) -> None:
    found = made(tmp_path)
    assert found.not_valid_before_utc.replace(tzinfo=None) == datetime(2020, 1, 1)
    assert found.not_valid_after_utc.replace(tzinfo=None) == datetime(2049, 12, 31)
    (name,) = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert (name.value, found.issuer) == ("Ai You House", found.subject)
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    purposes = found.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [*purposes] == [ExtendedKeyUsageOID.SERVER_AUTH]


def test_every_house_has_a_key_and_a_number_of_its_own(tmp_path: Path) -> None:
    houses = [tmp_path / name for name in ("one", "another")]
    for house in houses:
        house.mkdir()
    one, another = (made(house) for house in houses)
    assert one.serial_number != another.serial_number
    assert one.public_key() != another.public_key()
    assert certificate.fingerprint(houses[0]) != certificate.fingerprint(houses[1])


def test_a_key_that_is_whole_stays_and_nobody_else_reads_it(tmp_path: Path) -> None:
    file = tmp_path / certificate.FILE_NAME
    certificate.context(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = file.read_bytes()
    certificate.context(tmp_path)
    assert file.read_bytes() == first


@pytest.mark.parametrize("left", [0, 10, 200, 400, 700])
def test_a_key_that_was_cut_is_made_anew(tmp_path: Path, left: int) -> None:
    file = tmp_path / certificate.FILE_NAME
    certificate.context(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    certificate.context(tmp_path)
    assert len(file.read_bytes()) > 700
    assert file.read_bytes() != whole
    certificate.context(tmp_path)


def test_a_key_that_another_key_signed_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / certificate.FILE_NAME
    certificate.context(tmp_path)
    key = file.read_bytes().partition(b"-----BEGIN CERT")[0]
    file.unlink()
    certificate.context(tmp_path)
    mixed = key + b"-----BEGIN CERT" + file.read_bytes().partition(b"-----BEGIN CERT")[2]
    file.write_bytes(mixed)
    certificate.context(tmp_path)
    assert file.read_bytes() != mixed


def test_a_key_that_cannot_be_kept_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / certificate.FILE_NAME
    file.write_bytes(b"cut")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        certificate.context(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [certificate.FILE_NAME]
    assert file.read_bytes() == b"cut"


def test_the_line_is_of_today_and_is_agreed_upon_once(tmp_path: Path) -> None:
    found = certificate.context(tmp_path)
    assert found.minimum_version == ssl.TLSVersion.TLSv1_2
    assert found.options & ssl.OP_NO_RENEGOTIATION
