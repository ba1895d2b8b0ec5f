"""What documents tell to run tries something."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screenshots.site import documents

ROOT = Path(__file__).parent.parent


def told() -> Iterator[str]:
    """Tell what documents give pytest, but for the name of a game that is yet to be written."""
    for document in documents():
        text = (ROOT / document).read_text("utf-8")
        yield from re.findall(r"`(?:\S+/)?pytest ([^`]+?)(?: -k [a-z_]+)?`", text)


@pytest.mark.parametrize("options", list(told()))
def test_tests_that_a_document_names_are_not_left_out(options: str) -> None:
    collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    command = [*collect, *shlex.split(options)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
