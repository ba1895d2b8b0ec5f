"""Real disks for the tests: small file systems of their own, that fill up or can only be read."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

NOBODY = 65534


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=30)


def may_mount() -> bool:
    """Tell whether this process may mount anything."""
    if os.geteuid() != 0:
        return False
    place = Path(mkdtemp())
    try:
        run("mount", "-t", "tmpfs", "none", place)
        run("umount", "-l", place)
    except (OSError, subprocess.CalledProcessError):
        return False
    finally:
        place.rmdir()
    return True


def watched(patch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """List what is on the disk for certain from now on: a file's bytes, or a directory's names."""
    certain: list[tuple[str, object]] = []

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        is_file = path.is_file()
        told = path.read_bytes() if is_file else {one.name for one in path.iterdir()}
        certain.append((path.name, told))

    patch.setattr(os, "fsync", fsync)
    return certain


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """Mount a disk in memory that is soon full."""
    place.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", place)
    try:
        yield place
    finally:
        run("umount", "-l", place)


@contextmanager
def filled(place: Path, but: int = 0, piece: int = 4096) -> Iterator[None]:
    """Fill a disk with something else to its last byte, or leave some bytes free.

    place: a file of that disk, which is not there yet. piece: bytes that are written at a time.
    """
    kept_free = place.with_name("kept-free")
    kept_free.write_bytes(bytes(but))
    with place.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(os.urandom(piece))
        except OSError:
            pass
    kept_free.unlink()
    yield
    place.unlink()


def _formatted(place: Path, megabytes: int) -> Path:
    """Make an ext4 in a file, and the place where it is to be mounted."""
    image = place.with_name(f"{place.name}.img")
    image.touch()
    os.truncate(image, megabytes * 1024 * 1024)
    run("mkfs.ext4", "-q", "-F", image)
    place.mkdir()
    return image


@contextmanager
def failing_disk(place: Path) -> Iterator[Path]:
    """Mount a real ext4 that, as on a house's card, can only be read after its first error."""
    image = _formatted(place, 32)
    run("mount", "-o", "loop,errors=remount-ro", image, place)
    try:
        yield place
    finally:
        run("umount", "-l", place)


def let_it_fail(place: Path) -> None:
    """Let a failing disk meet its first error, while its files are open."""
    source = subprocess.run(
        ["findmnt", "-no", "SOURCE", place], check=True, capture_output=True, text=True
    ).stdout.strip()
    trigger = Path("/sys/fs/ext4") / Path(source).name / "trigger_fs_error"
    trigger.write_text("a test")


@contextmanager
def breaking_stick(place: Path, folder: str) -> Iterator[Path]:
    """Mount a real ext4 on which one folder, given by its path, answers nothing but errors."""
    image = _formatted(place, 8)
    run("mount", "-o", "loop", image, place)
    (place / folder).mkdir(parents=True)
    run("umount", place)
    run("debugfs", "-w", "-R", f"set_inode_field /{folder} mode 0170755", image)
    run("mount", "-o", "loop,errors=continue", image, place)
    try:
        yield place
    finally:
        run("umount", "-l", place)


def unanswering(place: Path) -> Path:
    """Make what even root cannot look at: the name that it leads to is too long."""
    place.symlink_to("x" * 300)
    return place


@contextmanager
def only_to_be_read(directory: Path) -> Iterator[None]:
    """Let a directory be read and nothing in it be written: by its mount, or by its owner."""
    if may_mount():
        run("mount", "--bind", directory, directory)
        try:
            run("mount", "-o", "remount,bind,ro", directory)
            yield
        finally:
            run("umount", "-l", directory)
        return
    with of_somebody_else(directory):
        yield


@contextmanager
def of_somebody_else(directory: Path) -> Iterator[None]:
    """Take the right to write from this process; root becomes nobody meanwhile."""
    everything = [directory, *directory.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with as_nobody():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be nobody instead of root, who may do everything."""
    root = os.geteuid() == 0
    if root:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
            os.setegid(0)


@contextmanager
def for_everybody() -> Iterator[Path]:
    """Make a directory whose parents anybody may pass, as pytest's own may not be."""
    place = Path(mkdtemp(prefix="aiyou-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        shutil.rmtree(place)
