"""In CI the machine is whole: no test passes there because what it needs is missing."""

import os
import subprocess
from pathlib import Path

import pytest

LISTS = sorted((Path(__file__).parent.parent / ".ci").glob("debian-packages*"))
PACKAGES = [line.split()[0] for file in LISTS for line in file.read_text().splitlines()]
PACKAGES = [name for name in PACKAGES if name != "#"]


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="only CI promises a whole machine")
@pytest.mark.parametrize("package", PACKAGES)
def test_every_debian_package_is_installed_in_ci(package: str) -> None:
    question = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    told = subprocess.run(question, capture_output=True, text=True, check=False)
    assert told.stdout == "installed"
