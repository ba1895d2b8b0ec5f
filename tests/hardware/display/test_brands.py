from pathlib import Path

import pytest

from hardware.display.brands import chosen
from hardware.display.errors import NoCompositor
from hardware.display.settings import Screen


def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **says: str) -> None:
    for name, words in says.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{words}'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_cage_that_knows_fingers_is_taken_first(tmp_path: Path, monkeypatch) -> None:
    installed(tmp_path, monkeypatch, cage="Cage version 0.2.0", labwc="labwc 0.8.3")
    brand = chosen(())
    assert brand.words == ("cage",)
    words = brand.command(["guest"], Screen(rotation=90))
    assert words == ["cage", "-d", "--", "guest"]
    assert brand.is_turned_by_others


def test_labwc_is_taken_before_a_cage_that_does_not(tmp_path: Path, monkeypatch) -> None:
    installed(tmp_path, monkeypatch, cage="Cage version 0.1.4", labwc="labwc 0.8.3")
    (tmp_path / "run").mkdir()
    brand = chosen(())
    words = brand.command(["sh", "-c", "tell me"], Screen(directory=tmp_path / "run"))
    assert words == ["labwc", "-C", f"{tmp_path}/run/labwc", "-S", "sh -c 'tell me'"]
    assert "keybind" in (tmp_path / "run" / "labwc" / "rc.xml").read_text()


def test_an_old_cage_is_better_than_none_and_turns_its_screen_itself(
    tmp_path: Path, monkeypatch
) -> None:
    installed(tmp_path, monkeypatch, cage="Cage version 0.1.4")
    brand = chosen(())
    assert not brand.is_turned_by_others
    assert brand.command(["guest"], Screen(rotation=180)) == [
        "cage",
        "-d",
        "-r",
        "-r",
        "--",
        "guest",
    ]


def test_the_one_that_is_set_is_taken(tmp_path: Path, monkeypatch) -> None:
    installed(tmp_path, monkeypatch, cage="Cage version 0.2.0", labwc="labwc 0.8.3")
    assert chosen(("labwc", "-V")).words == ("labwc", "-V")


def test_where_none_is_installed_it_is_said(tmp_path: Path, monkeypatch) -> None:
    installed(tmp_path, monkeypatch)
    with pytest.raises(NoCompositor, match="Neither cage nor labwc"):
        chosen(())
