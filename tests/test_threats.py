"""What is said to be protected names the test that tries it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
THREATS = (ROOT / "kiosk" / "THREATS.md").read_text(encoding="utf-8")
ROWS = [line for line in THREATS.splitlines() if line.startswith("|")][2:]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/.+?\.py)`", THREATS))))
def test_every_test_that_is_named_is_there(path: str) -> None:
    assert "\ndef test_" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS)
def test_what_no_test_tries_is_said_to_be_open(row: str) -> None:
    _, _, could, _, tried, _ = row.split("|")
    assert tried.strip() or could.strip().startswith("**")
