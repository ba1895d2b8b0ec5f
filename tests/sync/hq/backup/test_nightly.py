import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.hq.backup import nightly

NIGHT = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)


def made(folder: Path, nights: int) -> list[Path]:
    files = [folder / nightly.name(NIGHT + timedelta(days=day)) for day in range(nights)]
    for file in files:
        file.touch()
    return files


def test_names_are_of_the_houses_clock_and_in_the_order_of_time(tmp_path: Path) -> None:
    files = made(tmp_path, 40)
    assert files[0].name == "hq-2026-11-29T033000.backup"
    assert sorted(files) == files


@pytest.mark.parametrize(
    ("nights", "keep", "stay"), [(5, 3, 3), (3, 3, 3), (1, 3, 1), (4, 1, 1), (4, 6, 4)]
)
def test_the_newest_stay(tmp_path: Path, nights: int, keep: int, stay: int) -> None:
    files = made(tmp_path, nights)
    assert nightly.prune(files[-1], keep) == files[:-stay]
    assert sorted(tmp_path.iterdir()) == files[-stay:]


def test_the_one_just_made_stays_where_the_clock_was_wrong(tmp_path: Path) -> None:
    files = made(tmp_path, 3)
    assert nightly.prune(files[0], 2) == [files[1]]
    assert files[0].is_file()


def test_what_was_cut_off_goes_after_a_day(tmp_path: Path) -> None:
    (file,) = made(tmp_path, 1)
    cut, now = (tmp_path / f".{file.name}.{letter * 8}" for letter in "ab")
    for one in (cut, now):
        one.touch()
    for one in (cut, file):
        os.utime(one, (0, one.stat().st_mtime - 90_000))
    nightly.clear(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([file, now])
