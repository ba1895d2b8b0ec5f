"""`aiyou hardware check` at a terminal, on a computer without pins."""

import json
from functools import partial
from pathlib import Path

import pytest

from hardware import checking
from hardware.box import open_pins
from hardware.language import Speech
from hardware.parts import Off, Wiring
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


def test_where_no_pin_can_be_used_nobody_is_asked_to_press_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gpiochip0").touch()  # one that lgpio cannot open
    monkeypatch.setattr(checking, "open_pins", partial(open_pins, tmp_path))
    wiring = Wiring({"off": Off(5)})
    results = checking.check(wiring, Speech("en"), patience=0.1, by_itself=False, as_json=False)
    assert [one.name for one in results] == ["pins", "temperature", "power", "card"]
    told = capsys.readouterr()
    assert "Press the off button" not in told.err
    assert "no part works.\n  If the box is running, stop it first" in told.out


def test_a_file_that_is_no_wiring_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "hardware.toml"
    file.write_text("[help")
    done = aiyou("hardware", "check", "--wiring", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{file} is not TOML: ")
    assert done.stderr.count("\n") == 1
