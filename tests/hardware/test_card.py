import os
from pathlib import Path

import pytest

from hardware import card


def a_device(devices: Path, directory: Path, cid: str | None, *, is_part: bool = True) -> None:
    """Lay out what the kernel tells of the device that holds a directory."""
    block = devices.parent / "mmc0" / "block" / "mmcblk0"
    (block / "device").mkdir(parents=True, exist_ok=True)
    (block / "mmcblk0p2").mkdir(exist_ok=True)
    if cid is not None:
        (block / "device" / "cid").write_text(f"{cid}\n")
    device = directory.stat().st_dev
    devices.mkdir(exist_ok=True)
    link = devices / f"{os.major(device)}:{os.minor(device)}"
    link.unlink(missing_ok=True)
    link.symlink_to(block / "mmcblk0p2" if is_part else block)


@pytest.mark.parametrize("is_part", [True, False])
def test_each_card_has_a_name_of_its_own_which_does_not_tell_its_number(
    tmp_path: Path, is_part: bool
) -> None:
    devices = tmp_path / "devices"
    names = []
    for cid in ("275048534431364760c6ca8b9a0145a1", "275048534431364760c6ca8b9a0145a2") * 2:
        a_device(devices, tmp_path, cid, is_part=is_part)
        names.append(card.mark(tmp_path, devices))
    assert names[:2] == names[2:]
    assert len(set(names)) == 2
    assert all(name and "275048" not in name for name in names)


def test_a_disk_without_a_number_has_no_name(tmp_path: Path) -> None:
    assert card.mark(tmp_path, tmp_path / "nothing") is None
    a_device(tmp_path / "devices", tmp_path, None)
    assert card.mark(tmp_path, tmp_path / "devices") is None
    a_device(tmp_path / "devices", tmp_path, "")
    assert card.mark(tmp_path, tmp_path / "devices") is None


def test_this_machine_is_asked_without_trouble(tmp_path: Path) -> None:
    assert card.mark(tmp_path) in (None, card.mark(tmp_path))


@pytest.mark.parametrize(
    ("told", "percent"),
    [("0x01 0x01", 10), ("0x02 0x0a", 100), ("0x00 0x00", None), ("", None), ("?", None)],
)
def test_a_card_may_tell_how_worn_it_is(tmp_path: Path, told: str, percent: int | None) -> None:
    devices = tmp_path / "devices"
    a_device(devices, tmp_path, None)
    assert card.wear(tmp_path, devices) is None
    (tmp_path / "mmc0" / "block" / "mmcblk0" / "device" / "life_time").write_text(f"{told}\n")
    assert card.wear(tmp_path, devices) == percent
