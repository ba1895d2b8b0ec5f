from datetime import time
from ipaddress import ip_address
from pathlib import Path

import pytest

from kiosk import config
from kiosk.domain.moment import ClockState
from kiosk.domain.settings import Settings
from kiosk.house import terms_of
from sync.errors import SettingsError
from tests.cast import Hands


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


def test_a_house_answers_its_own_machine_alone_unless_told_otherwise(tmp_path: Path) -> None:
    assert ip_address(config.load(tmp_path).host).is_loopback


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('port = "many"\nclose = "20:00"\n')
    with pytest.raises(SettingsError) as refused:
        config.load(tmp_path, file)
    assert "port: should be a whole number" in str(refused.value)
    assert "did you mean closes?" in str(refused.value)


def test_all_values_that_cannot_work_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('sitting_minute = 5\ncloses = "25:00"\nmonth_megabytes = -1\nport = 0\n')
    with pytest.raises(SettingsError) as refused:
        config.load(tmp_path, file)
    assert str(refused.value).splitlines()[1:] == [
        "  sitting_minute: is not a setting; did you mean sitting_minutes?",
        "  closes: should be a time of day, as in 20:00",
        "  port: should be a number from 1 to 65535",
        "  month_megabytes: should be at least 0, which is no limit",
    ]


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
    first = found.settings
    assert (first.limits.sitting, first.limits.day, first.limits.rest) == (600, 3600, 300)
    assert (first.play_from, first.play_until) == (time(15, 30), time(21))
    assert first.games == {"team_pairs", "other"}


def test_without_a_word_of_the_file_the_first_values_are_the_domains(tmp_path: Path) -> None:
    assert config.load(tmp_path).settings == Settings()


@pytest.mark.parametrize(
    "line",
    [
        "sitting_minutes = 0",
        "day_minutes = -1",
        'play_until = "9"',
        'loudness = "deafening"',
        'quiet_from = "20:00"',
        'open_until = "18:00"',
        'open_days = "0"',
        'guests_play = "maybe"',
    ],
)
def test_limits_that_are_none_are_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(line)
    with pytest.raises(SettingsError, match=line.partition(" ")[0]):
        config.load(tmp_path, file)


def test_what_the_wire_may_cost_and_how_it_gets_out(tmp_path: Path) -> None:
    found = config.load(tmp_path)
    assert (found.month_megabytes, found.authority, found.proxy) == (10, None, None)
    file = tmp_path / "house.toml"
    file.write_text(
        'month_megabytes = 0\nauthority = "a.pem"\nproxy = "http://x:secret@10.0.0.1:3128"'
    )
    found = config.load(tmp_path, file)
    assert (found.month_megabytes, found.authority) == (0, Path("a.pem"))
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "line", ["month_megabytes = -1", 'proxy = "10.0.0.1"', 'proxy = "ftp://x"']
)
def test_a_way_out_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(line)
    with pytest.raises(SettingsError, match=line.partition(" ")[0]):
        config.load(tmp_path, file)


@pytest.mark.parametrize(
    ("clock", "knows_month", "knows_date"),
    [
        (ClockState.UNKNOWN, False, False),
        (ClockState.ESTIMATED, True, False),
        (ClockState.TRUSTED, True, True),
    ],
)
def test_the_agent_works_on_the_houses_terms(
    hands: Hands, tmp_path: Path, clock: ClockState, knows_month: object, knows_date: object
) -> None:
    terms = terms_of(config.load(tmp_path), hands)
    hands.clock = clock
    assert terms.month_bytes == 10_000_000
    assert (terms.now() is not None) is knows_month
    assert terms.road.knows_date() is knows_date
