"""`aiyou hardware check` at a terminal, on a computer without pins."""

import json
from pathlib import Path

import pytest

from tests.kiosk.test_cli import aiyou


@pytest.fixture
def wiring(tmp_path: Path) -> str:
    file = tmp_path / "hardware.toml"
    file.write_text("[off]\nbutton = 5\n[buzzer]\npin = 1\n")
    return str(file)


def test_what_needs_nobody_is_told_as_json(wiring: str) -> None:
    done = aiyou("hardware", "check", "--wiring", wiring, "--by-itself", "--json")
    found = {one["name"]: one for one in json.loads(done.stdout)}
    assert done.returncode == 1
    assert found["buzzer"]["sentence"] == "蜂鸣器：“pin”应填 2 到 27 之间的 GPIO 编号。"
    assert set(found) == {"buzzer", "temperature", "power", "card"}


def test_a_button_that_nobody_presses_is_said_with_what_to_do(wiring: str) -> None:
    done = aiyou("hardware", "check", "--wiring", wiring, "--patience", "0.1", "--language", "en")
    assert done.returncode == 1
    assert "Press the off button (GPIO 5, pin 29) and let go" in done.stderr
    assert "✗ The off button does not work.\n  Look whether its two wires" in done.stdout


def test_a_file_that_is_no_wiring_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "hardware.toml"
    file.write_text("[help")
    done = aiyou("hardware", "check", "--wiring", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{file} is not TOML: ")
    assert done.stderr.count("\n") == 1
