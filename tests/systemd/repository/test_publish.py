"""A repository of packages: signed, whole, and no larger than it need be."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systemd.test_units import SYSTEMD

PUBLISH = SYSTEMD / "repository" / "publish"


@pytest.fixture
def place() -> Iterator[Path]:
    missing = [one for one in ("dpkg-scanpackages", "gpg", "gpgv") if shutil.which(one) is None]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"needs {', '.join(missing)}: make test-environment")
    # The socket of who signs has a short name only.
    with tempfile.TemporaryDirectory(prefix="apt") as one:
        yield Path(one)


def package(place: Path, version: str, name: str = "aiyou-house") -> Path:
    tree = place / f"{name}-{version}"
    (tree / "DEBIAN").mkdir(parents=True)
    fields = {
        "Package": name,
        "Version": version,
        "Architecture": "all",
        "Maintainer": "Somebody <somebody@ai-you.invalid>",
        "Description": "nothing",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    (tree / "DEBIAN/control").write_text(lines)
    made = place / f"{name}_{version}_all.deb"
    subprocess.run(["dpkg-deb", "--build", tree, made], check=True, capture_output=True)
    return made


def publish(place: Path, *packages: Path) -> Path:
    words = [PUBLISH, place / "apt", place / "keys", "https://hq.example.org/apt", *packages]
    subprocess.run(words, check=True, capture_output=True)
    return place / "apt"


def test_what_is_published_is_signed_and_whole(place: Path) -> None:
    repository = publish(place, package(place, "1"))
    keyring = ["--keyring", str(repository / "aiyou.gpg")]
    proof = ["gpgv", *keyring, "--output", "-", str(repository / "InRelease")]
    said = subprocess.run(proof, capture_output=True, text=True, check=True).stdout
    for name in ("Packages", "Packages.gz"):
        content = (repository / name).read_bytes()
        line = f" {hashlib.sha256(content).hexdigest()} {len(content)} {name}\n"
        assert line in said
    index = (repository / "Packages").read_bytes()
    assert gzip.decompress((repository / "Packages.gz").read_bytes()) == index
    assert b"\nFilename: ./aiyou-house_1_all.deb\n" in index


def test_what_signs_is_the_same_each_time_and_nobody_elses(place: Path) -> None:
    key = (publish(place, package(place, "1")) / "aiyou.gpg").read_bytes()
    assert (publish(place, package(place, "2")) / "aiyou.gpg").read_bytes() == key
    assert (place / "keys").stat().st_mode & 0o777 == 0o700
    assert not list((place / "apt").glob("*private*"))


def test_folders_may_be_named_from_where_one_stands(place: Path) -> None:
    words = [PUBLISH, "apt", "keys", "https://hq.example.org/apt", package(place, "1").name]
    subprocess.run(words, check=True, capture_output=True, cwd=place)
    assert (place / "apt/InRelease").exists()


def test_the_version_before_stays_and_older_ones_go(place: Path) -> None:
    for number in ("1", "2", "3"):
        made = package(place, number)
        os.utime(made, (int(number), int(number)))
        repository = publish(place, made)
    index = (repository / "Packages").read_text()
    assert sorted(re.findall(r"^Version: (.*)$", index, re.MULTILINE)) == ["2", "3"]
    assert len(list(repository.glob("*.deb"))) == 2


def test_a_house_is_told_where_it_is_and_whom_to_believe(place: Path) -> None:
    repository = publish(place, package(place, "1"))
    said = (repository / "aiyou-house.sources").read_text()
    assert "\nURIs: https://hq.example.org/apt\n" in said
    assert "\nSigned-By: /usr/share/keyrings/aiyou.gpg\n" in said
