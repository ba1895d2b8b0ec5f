from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hardware import chip

NOW = datetime(2026, 11, 24, 8, 15, tzinfo=UTC)


def lay_out(chips: Path, name: str, says: datetime | None, hctosys: str | None) -> None:
    """Write a chip down as the kernel does."""
    (chips / name).mkdir()
    if hctosys is not None:
        (chips / name / "hctosys").write_text(f"{hctosys}\n")
    if says is not None:
        (chips / name / "date").write_text(f"{says:%Y-%m-%d}\n")
        (chips / name / "time").write_text(f"{says:%H:%M:%S}\n")


def test_the_first_chip_that_tells_the_time_is_read(tmp_path: Path) -> None:
    (tmp_path / "rtc0").mkdir()  # its battery is empty
    (tmp_path / "rtc1").mkdir()
    (tmp_path / "rtc1" / "date").write_text("2026-11-24\n")
    (tmp_path / "rtc1" / "time").write_text("08:15:00\n")
    assert chip.says(tmp_path) == "2026-11-24 08:15:00"


def test_without_a_chip_nothing_is_said(tmp_path: Path) -> None:
    assert chip.says(tmp_path) is None


@pytest.mark.parametrize(("hctosys", "vouches"), [("1", True), ("0", False), (None, False)])
def test_a_chip_vouches_only_where_the_kernel_took_its_time_from_it(
    tmp_path: Path, hctosys: str | None, vouches: bool
) -> None:
    lay_out(tmp_path, "rtc0", NOW, hctosys)
    assert chip.vouches_for(NOW, tmp_path) is vouches


@pytest.mark.parametrize(
    ("says", "vouches"),
    [
        (NOW - chip.MOST_OFF, True),
        (NOW + chip.MOST_OFF, True),
        (NOW - chip.MOST_OFF - timedelta(seconds=1), False),
        (datetime(1970, 1, 1, 0, 0, 40, tzinfo=UTC), False),
        (None, False),
    ],
)
def test_a_chip_without_a_battery_does_not_vouch_for_a_time_that_was_kept_elsewhere(
    tmp_path: Path, says: datetime | None, vouches: bool
) -> None:
    lay_out(tmp_path, "rtc0", says, "1")
    assert chip.vouches_for(NOW, tmp_path) is vouches


def test_another_chip_does_not_vouch_for_the_one_that_set_the_clock(tmp_path: Path) -> None:
    lay_out(tmp_path, "rtc0", datetime(1970, 1, 1, tzinfo=UTC), "1")
    lay_out(tmp_path, "rtc1", NOW, "0")
    assert not chip.vouches_for(NOW, tmp_path)


def test_without_a_chip_none_vouches(tmp_path: Path) -> None:
    assert not chip.vouches_for(NOW, tmp_path / "nowhere")


def test_what_is_no_time_is_off() -> None:
    assert chip.is_off("2026-13-99 08:00:00", NOW)


def test_a_chip_is_there_even_where_it_says_nothing(tmp_path: Path) -> None:
    assert not chip.is_there(tmp_path)
    (tmp_path / "rtc0").mkdir()
    assert chip.is_there(tmp_path)
