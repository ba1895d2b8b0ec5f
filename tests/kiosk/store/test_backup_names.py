from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.backups import Made
from kiosk.domain.moment import ClockState
from kiosk.store import backup_names

EVENING = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


def named(seq: int, at: datetime = EVENING) -> str:
    return backup_names.name(Made(seq, at, ClockState.TRUSTED, "boot-1"), bytes(range(32)))


def test_a_name_tells_the_number_the_day_in_the_house_and_whose_it_is() -> None:
    assert named(42) == "house-000000000042-2026-11-25-000102.aiyou"


def test_the_highest_number_is_found_whatever_a_clock_said(tmp_path: Path) -> None:
    assert backup_names.highest(tmp_path / "nowhere") == 0
    undated = named(1_000_007, datetime(1970, 1, 1, tzinfo=UTC))
    for name in (named(7), undated, "house-x.aiyou"):
        (tmp_path / name).touch()
    (tmp_path / "house-999999999999-of-nobody.txt").touch()
    assert backup_names.highest(tmp_path) == 1_000_007
    assert backup_names.files(tmp_path)[1].name == named(
        1_000_007, datetime(1970, 1, 1, tzinfo=UTC)
    )
