"""Machines of the tests: made once of the packages, and each test switches its own on."""

from pathlib import Path

import pytest

from tests.machine import village
from tests.machine.machine import need_kernel
from tests.systemd.package.box import chosen


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> village.Disks:
    """A machine with the house in it, which is off."""
    need_kernel()
    return village.made(chosen(tmp_path_factory.mktemp("debs")))


@pytest.fixture
def disks(installed: village.Disks, tmp_path: Path) -> village.Disks:
    """The disks of a machine of the test's own."""
    return village.copied(installed, tmp_path)
