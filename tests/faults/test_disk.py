"""The disk of the power cuts: what it keeps, and what it is free to lose."""

from pathlib import Path
from random import Random

import pytest

from tests.faults.disk import SECTOR, Disk, Operation

FILE, DIRECTORY = 1, 2


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A disk with one synced file of four sectors."""
    disk = Disk(tmp_path)
    for kind, offset, data in (("C", 0, b""), ("W", 0, b"a" * 4 * SECTOR), ("S", 0, b"")):
        disk.apply(at(tmp_path / "file", kind, offset, data))
    disk.apply(Operation("D", DIRECTORY, 0, str(tmp_path), b""))
    return disk


def at(path: Path, kind: str, offset: int = 0, data: bytes = b"", inode: int = FILE) -> Operation:
    return Operation(kind, inode, offset, str(path), data)


def contents(disk: Disk, name: str) -> set[bytes | None]:
    """Tell all that three hundred cuts leave of a file; None where it is not there."""
    return {disk.after_a_cut(Random(seed)).get(name) for seed in range(300)}


def test_what_was_synced_is_there_after_every_cut(disk: Disk) -> None:
    assert contents(disk, "file") == {b"a" * 4 * SECTOR}


def test_each_sector_of_an_unsynced_write_survives_or_does_not(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "file", "W", SECTOR - 4, b"b" * (SECTOR + 8)))
    seen = contents(disk, "file")
    assert len(seen) == 2**3
    assert all(content and set(content) <= set(b"ab") for content in seen)


def test_a_later_write_may_survive_an_earlier_one(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "file", "W", 0, b"1"))
    disk.apply(at(tmp_path / "file", "W", SECTOR, b"2"))
    firsts = {(content or b"")[::SECTOR][:2] for content in contents(disk, "file")}
    assert firsts == {b"aa", b"1a", b"a2", b"12"}


def test_an_unsynced_truncation_may_be_undone(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "file", "T", 3))
    assert contents(disk, "file") == {b"aaa", b"a" * 4 * SECTOR}


def test_a_synced_file_whose_name_is_not_may_be_gone(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "new", "C", inode=3))
    disk.apply(at(tmp_path / "new", "W", 0, b"x", inode=3))
    disk.apply(at(tmp_path / "new", "S", inode=3))
    assert contents(disk, "new") == {None, b"x"}


def test_names_survive_in_their_order(disk: Disk, tmp_path: Path) -> None:
    for number, name in enumerate("abc"):
        disk.apply(at(tmp_path / name, "C", inode=10 + number))
    left = {"".join(sorted(disk.after_a_cut(Random(seed)))) for seed in range(300)}
    assert left == {"file", "afile", "abfile", "abcfile"}


def test_a_rename_leaves_one_of_both_and_never_none(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "new", "C", inode=3))
    disk.apply(at(tmp_path / "new", "W", 0, b"x", inode=3))
    disk.apply(at(tmp_path / "new", "S", inode=3))
    disk.apply(at(tmp_path / "new", "R", 0, str(tmp_path / "file").encode(), inode=3))
    assert contents(disk, "file") == {b"x", b"a" * 4 * SECTOR}


def test_what_is_in_a_renamed_directory_goes_with_it(disk: Disk, tmp_path: Path) -> None:
    disk.apply(at(tmp_path / "old", "M", inode=3))
    disk.apply(at(tmp_path / "old" / "file", "C", inode=4))
    disk.apply(at(tmp_path / "old", "R", 0, str(tmp_path / "new").encode(), inode=3))
    assert set(disk.now()) == {"file", "new", "new/file"}
