"""Files that are there whole after a power cut, or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, ENOSPC, EPERM, EROFS
from pathlib import Path

import pytest

from kiosk.store.safety import disk
from tests.disks import watched


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_bytes(b"the old")
    return path


def test_a_file_takes_its_place_once_its_bytes_are_on_the_disk_and_then_its_name(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = watched(monkeypatch)
    with disk.written_whole(key) as file:
        file.write(b"the new")
        assert key.read_bytes() == b"the old"
    assert certain == [(".key.part", b"the new"), (key.parent.name, {"key"})]
    assert key.read_bytes() == b"the new"


def test_what_could_not_be_written_leaves_what_was_there_and_nothing_beside_it(key: Path) -> None:
    with pytest.raises(OSError, match="pulled"), disk.written_whole(key) as file:
        file.write(b"half")
        raise OSError("pulled")
    assert [(one.name, one.read_bytes()) for one in key.parent.iterdir()] == [("key", b"the old")]


def test_a_link_that_somebody_put_on_a_stick_leads_nothing_elsewhere(
    key: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not of the stick")
    key.with_name(".key.part").symlink_to(elsewhere)
    with disk.written_whole(key) as file:
        file.write(b"the new")
    assert elsewhere.read_bytes() == b"not of the stick"
    assert not key.is_symlink()
    assert key.read_bytes() == b"the new"


def test_nobody_else_can_read_a_file_from_its_first_byte(key: Path) -> None:
    mask = os.umask(0)
    try:
        with disk.written_whole(key):
            beside = key.with_name(".key.part")
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_a_stick_that_knows_no_owners_and_cannot_promise_names_is_written_to(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    flush_now = os.fsync

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError
        flush_now(descriptor)

    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr(os, "chown", refuse)
    monkeypatch.setattr(os, "fsync", flush)
    with disk.written_whole(key) as file:
        file.write(b"the new")
    assert key.read_bytes() == b"the new"


def test_what_a_power_cut_left_half_written_goes_past_what_cannot(tmp_path: Path) -> None:
    for name in (".a.part", ".c.part"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / ".b.part").mkdir()
    (tmp_path / "part").write_bytes(b"whole")
    disk.clear_parts(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {".b.part", "part"}


def test_what_another_process_wrote_comes_to_the_disk_and_what_is_not_there_may_be(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = watched(monkeypatch)
    disk.settle_file(key)
    disk.settle_file(key.with_name("none"))
    assert certain == [("key", b"the old")]


def test_a_backup_is_read_back_from_the_disk_itself(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[tuple[Path, int]] = []

    def advise(descriptor: int, _start: int, _length: int, advice: int) -> None:
        forgotten.append((Path(f"/proc/self/fd/{descriptor}").readlink(), advice))

    monkeypatch.setattr(os, "posix_fadvise", advise)
    disk.forget_cached(key)
    assert forgotten == [(key, os.POSIX_FADV_DONTNEED)]


@pytest.mark.parametrize(("user", "is_given"), [(0, True), (1000, False)])
def test_what_root_writes_belongs_to_whom_the_directory_does(
    key: Path, monkeypatch: pytest.MonkeyPatch, user: int, is_given: bool
) -> None:
    given: list[tuple[object, ...]] = []
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(
        os, "chown", lambda path, *to, follow_symlinks: given.append((path, to, follow_symlinks))
    )
    with disk.written_whole(key):
        owner = key.parent.stat()
    wanted = (key.with_name(".key.part"), (owner.st_uid, owner.st_gid), False)
    assert given == [wanted] * is_given


def test_a_house_that_writes_for_years_keeps_nothing_open(key: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    disk.settle(key.parent)
    disk.forget_cached(key)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@pytest.mark.parametrize(
    ("refused", "is_so"),
    [(None, False), (EROFS, True), (EACCES, True), (EPERM, True), (ENOSPC, False)],
)
def test_only_a_try_tells_whether_a_card_can_be_written_to_and_a_full_one_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int | None, is_so: bool
) -> None:
    tried: list[Path] = []

    @contextmanager
    def write(dir: Path) -> Iterator[None]:  # noqa: A002
        tried.append(dir)
        if refused:
            raise OSError(refused, "refused")
        yield

    monkeypatch.setattr(disk, "TemporaryFile", write)
    assert disk.is_read_only(tmp_path / "house" / "backups") is is_so
    assert tried == [tmp_path]
