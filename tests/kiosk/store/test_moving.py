"""Databases that were set aside have their time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.store import moving


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.db"
    path.touch()
    return path


def aside(house: Path, number: int, why: str = moving.DAMAGED) -> Path:
    path = house.with_name(f"{house.name}.{why}-{number}")
    path.touch()
    path.with_name(f"{path.name}-wal").touch()
    return path


def test_after_thirty_days_they_go_with_their_logs(house: Path) -> None:
    path = aside(house, 1)
    now = datetime.now(UTC)
    moving.forget_old(house, now + timedelta(days=29))
    assert path.exists()
    moving.forget_old(house, now + timedelta(days=31))
    assert sorted(one.name for one in house.parent.iterdir()) == [house.name]


def test_both_kinds_go_and_the_house_stays(house: Path) -> None:
    for why in (moving.DAMAGED, moving.BEFORE_RESTORE):
        aside(house, 1, why)
    moving.forget_old(house, datetime.now(UTC) + timedelta(days=31))
    assert [one.name for one in house.parent.iterdir()] == [house.name]


def test_of_each_kind_three_are_kept(house: Path) -> None:
    for number in range(1, 6):
        house.write_bytes(b"%d" % number)
        built = moving.building(house)
        built.write_bytes(b"new")
        moving.decide(house, built, moving.DAMAGED)
    kept = [path.name for path in moving.set_aside(house, moving.DAMAGED)]
    assert kept == [f"house.db.damaged-{number}" for number in (5, 4, 3)]
