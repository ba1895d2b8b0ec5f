"""Where the others are not installed, the bench says so and goes on."""

from pathlib import Path

import pytest

from tests.bench.peers import gcompris, installed, kolibri


def test_what_is_not_there_is_told_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kolibri, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(gcompris, "PROGRAM", None)
    assert installed.told() == "Not installed (make peers): Kolibri, GCompris."
    with kolibri.visited(tmp_path) as coach, kolibri.at_rest(tmp_path) as processes:
        assert (coach, processes) == (None, [])


def test_what_is_there_is_told_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib/python3.13/site-packages/kolibri"
    package.mkdir(parents=True)
    (package / "VERSION").write_text("0.19.5\n")
    monkeypatch.setattr(kolibri, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(gcompris, "PROGRAM", None)
    assert installed.told() == ("Beside it: Kolibri 0.19.5. Not installed (make peers): GCompris.")
