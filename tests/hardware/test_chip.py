from pathlib import Path

from hardware import chip


def test_the_first_chip_that_tells_the_time_is_read(tmp_path: Path) -> None:
    (tmp_path / "rtc0").mkdir()  # its battery is empty
    (tmp_path / "rtc1").mkdir()
    (tmp_path / "rtc1" / "date").write_text("2026-11-24\n")
    (tmp_path / "rtc1" / "time").write_text("08:15:00\n")
    assert chip.says(tmp_path) == "2026-11-24 08:15:00"


def test_without_a_chip_nothing_is_said(tmp_path: Path) -> None:
    assert chip.says(tmp_path) is None


def test_a_chip_is_there_even_where_it_says_nothing(tmp_path: Path) -> None:
    assert not chip.is_there(tmp_path)
    (tmp_path / "rtc0").mkdir()
    assert chip.is_there(tmp_path)
