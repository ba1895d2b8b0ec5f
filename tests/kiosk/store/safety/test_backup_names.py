from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.backups import Made
from kiosk.domain.moment import ClockState
from kiosk.store.safety import backup_names

KEY = bytes.fromhex("abcdef0123") + bytes(27)


def name(seq: int, at: datetime = datetime(2026, 11, 24, 12, tzinfo=UTC)) -> str:
    return backup_names.name(Made(seq, at, ClockState.TRUSTED, "b"), KEY)


def test_a_name_tells_the_number_the_day_in_the_village_and_whose_it_is() -> None:
    assert name(1_000_042) == "house-000001000042-2026-11-24-abcdef.aiyou"
    evening = datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert name(7, evening) == "house-000000000007-2026-11-25-abcdef.aiyou"


def test_the_newest_is_the_highest_number_whatever_the_day(tmp_path: Path) -> None:
    in_2040 = name(9, datetime(2040, 1, 1, tzinfo=UTC))
    for one in (name(10), in_2040, name(1_000_000)):
        (tmp_path / one).touch()
    found = [path.name for path in backup_names.files(tmp_path)]
    assert found == [name(1_000_000), name(10), in_2040]
    assert backup_names.highest(tmp_path) == 1_000_000


def test_what_is_named_otherwise_has_no_number(tmp_path: Path) -> None:
    for other in ("house-old.aiyou", "house-000000000099-.zip", ".house-000000000099-x.aiyou.part"):
        (tmp_path / other).touch()
    assert [path.name for path in backup_names.files(tmp_path)] == ["house-old.aiyou"]
    assert backup_names.highest(tmp_path) == 0


def test_a_place_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert backup_names.files(tmp_path / "no-stick") == []
    assert backup_names.highest(tmp_path / "no-stick") == 0
    (tmp_path / "a-file").touch()
    assert backup_names.files(tmp_path / "a-file") == []


def test_a_place_that_cannot_be_looked_at_holds_none(tmp_path: Path) -> None:
    no_system_takes_this = tmp_path / ("x" * 300)
    assert backup_names.files(no_system_takes_this) == []
