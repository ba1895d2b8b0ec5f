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


def test_what_an_adult_sets_of_the_games(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('sitting_minutes = 10\nplay_from = "15:30"\ngames = "team_pairs, other"\n')
    found = config.load(tmp_path, file)
    assert (found.limits.sitting, found.limits.day, found.limits.rest) == (600, 3600, 300)
    assert found.play_hours == (time(15, 30), time(21))
    assert found.chosen_games == {"team_pairs", "other"}


@pytest.mark.parametrize("line", ["sitting_minutes = 0", "day_minutes = -1", 'play_until = "9"'])
def test_limits_that_are_none_are_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(line)
    with pytest.raises(SettingsError, match=line.partition(" ")[0]):
        config.load(tmp_path, file)
