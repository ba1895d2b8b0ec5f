from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hardware import card as machines
from kiosk.config import HouseConfig
from kiosk.doctor import card
from tests.disks import may_mount, only_to_be_read, small_disk
from tests.hardware.test_card import a_device
from tests.kiosk.doctor.conftest import Reading
from tests.kiosk.doctor.looks import wells

At = Callable[[str, str], Path]


@pytest.fixture
def there(config: HouseConfig) -> HouseConfig:
    config.directory.mkdir()
    return config


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_a_card_with_little_room_is_not_well(config: HouseConfig, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "4m") as disk:
        assert wells(card.room(replace(config, data=disk))) == {"room": False}


def test_how_much_room_there_is_is_told(there: HouseConfig) -> None:
    (found,) = card.room(there)
    assert float(str((found.figures or {})["all"])) > 0


def test_a_place_that_cannot_be_written_is_not_well(there: HouseConfig) -> None:
    assert wells(card.writable(there)) == {"writable": True}
    with only_to_be_read(there.directory):
        assert wells(card.writable(there)) == {"writable": False}


@pytest.mark.parametrize(("told", "well"), [("0x01 0x02", True), ("0x02 0x0a", False), ("", None)])
def test_a_worn_card_is_not_well(
    there: HouseConfig, reading: Reading, tmp_path: Path, told: str, well: bool | None
) -> None:
    a_device(tmp_path / "devices", there.directory, None)
    (tmp_path / "mmc0" / "block" / "mmcblk0" / "device" / "life_time").write_text(told)
    reading(machines, "wear", devices=tmp_path / "devices")
    assert wells(card.wear(there)) == {"card": well}
