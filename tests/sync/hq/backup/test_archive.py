import os
import tracemalloc
import zlib
from datetime import date
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hq.backup import archive
from sync.hq.errors import DamagedBackup

ITEMS = [
    {"begin": 1},
    {"rows": [["yuexi-0001", date(2026, 11, 24), b"\x00" * 9, None]]},
    {"end": 2},
]


def write(path: Path, items: list[object]) -> Path:
    writer = archive.Writer(path)
    for item in items:
        writer.write(item)
    writer.finish()
    writer.close()
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "one", ITEMS)
    assert list(archive.read(path)) == ITEMS
    assert path.stat().st_mode & 0o777 == 0o600


def test_all_of_it_is_on_the_disk_when_it_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    durable: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: durable.append(os.fstat(number).st_size))
    path = write(tmp_path / "one", ITEMS)
    assert durable == [path.stat().st_size]


PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.binary() | st.text()


@settings(max_examples=50)
@given(st.lists(st.lists(PLAIN | st.dates(), max_size=20), max_size=20))
def test_whatever_a_row_holds_comes_back(rows: list[list[object]]) -> None:
    with TemporaryDirectory() as folder:
        assert list(archive.read(write(Path(folder) / "one", list(rows)))) == rows


@settings(max_examples=100)
@given(st.data())
def test_one_changed_bit_anywhere_is_found(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "one", ITEMS)
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(whole)
        with pytest.raises(DamagedBackup):
            list(archive.read(path))


def test_every_shorter_and_every_longer_file_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "one", ITEMS)
    whole = path.read_bytes()
    for spoilt in (*(whole[:length] for length in range(len(whole))), whole + b"\x00", whole * 2):
        path.write_bytes(spoilt)
        with pytest.raises(DamagedBackup):
            list(archive.read(path))


def test_bytes_that_belong_to_no_item_are_found_though_the_hash_is_of_them_too(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "one", ITEMS)
    content = path.read_bytes()[:-32] + b"more"
    path.write_bytes(content + blake2b(content, digest_size=32).digest())
    with pytest.raises(DamagedBackup):
        list(archive.read(path))


def test_an_item_of_an_absurd_length_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "one"
    packed = zlib.compress(b"\x7f\xff\xff\xff" + bytes(128 * 2**20), 1)
    path.write_bytes(b"aiyou hq backup 1\n" + packed + bytes(32))
    tracemalloc.start()
    with pytest.raises(DamagedBackup, match="damaged"):
        list(archive.read(path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 32 * 2**20


def test_an_item_of_an_absurd_length_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "one"
    packed = zlib.compress(b"\xff\xff\xff\xff" + bytes(100))
    path.write_bytes(b"aiyou hq backup 1\n" + packed + bytes(32))
    with pytest.raises(DamagedBackup, match="damaged"):
        list(archive.read(path))
