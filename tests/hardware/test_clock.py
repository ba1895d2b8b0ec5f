import ctypes
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from hardware import chip, clock, health


def test_the_clock_says_what_the_machine_says() -> None:
    before = datetime.now(UTC)
    reading = clock.read()
    assert before <= reading.at <= before + timedelta(seconds=5)
    assert clock.read().steady >= reading.steady
    assert isinstance(reading.synchronised, bool)


@pytest.mark.parametrize(
    ("state", "is_so"), [(0, True), (1, True), (4, True), (5, False), (-1, False)]
)
def test_the_wall_clock_is_kept_right_where_the_kernel_says_so(
    monkeypatch: pytest.MonkeyPatch, state: int, is_so: bool
) -> None:
    kernel = SimpleNamespace(adjtimex=lambda _timex: state)
    monkeypatch.setattr(ctypes, "CDLL", lambda _libc: kernel)
    assert (clock.is_synchronised(), clock.read().synchronised) == (is_so, is_so)


def test_nobody_keeps_the_wall_clock_right_where_nothing_can_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _libc: SimpleNamespace())
    assert not clock.is_synchronised()


def test_the_steady_clock_counts_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "clock_gettime", {time.CLOCK_BOOTTIME: 90000.0}.__getitem__)
    assert clock.steady() == 90000.0


def test_the_steady_clock_counts_from_the_start_of_the_machine() -> None:
    uptime = float(Path("/proc/uptime").read_text().split()[0])
    assert abs(clock.steady() - uptime) < 5


@pytest.mark.parametrize("vouches", [True, False])
def test_a_reading_is_of_a_chip_where_the_chip_vouches_for_it(
    monkeypatch: pytest.MonkeyPatch, vouches: bool
) -> None:
    asked: list[datetime] = []
    monkeypatch.setattr(chip, "vouches_for", lambda at: asked.append(at) or vouches)
    reading = clock.read()
    assert (reading.from_chip, asked) == (vouches, [reading.at])


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
