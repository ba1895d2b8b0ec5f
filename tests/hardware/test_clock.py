import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hardware import clock, health


def test_the_clock_says_what_the_machine_says() -> None:
    before = datetime.now(UTC)
    reading = clock.read()
    assert before <= reading.at <= before + timedelta(seconds=5)
    assert clock.read().steady >= reading.steady
    assert isinstance(reading.synchronised, bool)


def test_the_steady_clock_counts_from_the_start_of_the_machine() -> None:
    uptime = float(Path("/proc/uptime").read_text().split()[0])
    assert abs(clock.steady() - uptime) < 5


@pytest.mark.parametrize(("says", "set_by_chip"), [("1", True), ("0", False), (None, False)])
def test_a_chip_counts_only_where_the_kernel_took_its_time_from_it(
    tmp_path: Path, says: str | None, set_by_chip: bool
) -> None:
    (tmp_path / "rtc0").mkdir()
    if says is not None:
        (tmp_path / "rtc0" / "hctosys").write_text(f"{says}\n")
    assert clock.was_set_by_chip(tmp_path) is set_by_chip


def test_a_machine_without_chips_has_none(tmp_path: Path) -> None:
    assert not clock.was_set_by_chip(tmp_path / "nowhere")


def test_a_boot_has_one_id_for_all_its_life() -> None:
    assert clock.boot_id() == clock.boot_id()
    assert len(clock.boot_id()) == 36


def test_the_machine_tells_how_much_room_is_left(tmp_path) -> None:
    assert health.read(tmp_path)["disk_free_mb"] > 0


def test_the_time_that_was_kept_last_counts(tmp_path) -> None:
    file, words = tmp_path / "clock", tmp_path / "fake-hwclock.data"
    assert clock.saved(file, words) is None
    words.write_text("no time\n")
    assert clock.saved(file, words) is None
    words.write_text("2026-11-24 08:17:01\n")
    assert clock.saved(file, words) == datetime(2026, 11, 24, 8, 17, 1, tzinfo=UTC)
    file.touch()
    later = datetime(2026, 11, 25, tzinfo=UTC)
    os.utime(file, (later.timestamp(), later.timestamp()))
    assert clock.saved(file, words) == later
