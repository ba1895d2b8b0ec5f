from datetime import time
from pathlib import Path

import pytest

from kiosk import config
from sync.errors import SettingsError


def test_what_is_asked_for_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "house.toml"
    file.write_text('port = 1\nhost = "127.0.0.2"\ncloses = "19:30"\n')
    monkeypatch.setenv("AIYOU_PORT", "2")
    found = config.load(tmp_path, file, port=3)
    assert (found.port, found.host) == (3, "127.0.0.2")
    assert config.load(tmp_path, file, port=None).port == 2
    assert found.closing_time == time(19, 30)
    assert found.directory == tmp_path


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('port = "many"\nclose = "20:00"\n')
    with pytest.raises(SettingsError) as refused:
        config.load(tmp_path, file)
    assert "port: should be a whole number" in str(refused.value)
    assert "did you mean closes?" in str(refused.value)


@pytest.mark.parametrize("closes", ["8 pm", "25:00", ""])
def test_a_closing_time_that_is_none_is_refused(tmp_path: Path, closes: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(f'closes = "{closes}"\n')
    with pytest.raises(SettingsError, match="closes"):
        config.load(tmp_path, file)
