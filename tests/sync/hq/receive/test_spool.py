"""Bodies in files: kept whole, once, within bounds, over several processes, through a power cut."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hq.receive.spool import Spool

WRITES_FOR_EVER = """
import itertools, sys
from pathlib import Path
from sync.hq.receive.spool import Spool
spool = Spool(Path(sys.argv[1]))
for number in itertools.count():
    assert spool.keep(b"body %d" % number)
    print(number, flush=True)
"""

# A file may have 20,000 bytes there: the last body does not fit whole, like on a full disk.
WRITES_TILL_FULL = """
import itertools, resource, sys
from pathlib import Path
from sync.hq.receive.spool import Spool
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
spool = Spool(Path(sys.argv[1]))
kept = list(itertools.takewhile(lambda number: spool.keep(b"%06d" % number * 500), range(100)))
assert not spool.keep(b"z" * 3000) and not spool.keep(b"z" * 3000)
assert spool.keep(b"little")
print(len(kept))
"""


def taken(spool: Spool) -> list[bytes]:
    return [body for bodies in spool.files() for body in bodies]


@given(bodies=st.lists(st.binary(min_size=1, max_size=300), max_size=8))
@settings(max_examples=30)
def test_what_is_kept_comes_back_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]
) -> None:
    spool = Spool(tmp_path_factory.mktemp("spool") / "waiting")
    assert list(map(spool.keep, bodies)) == [True] * len(bodies)
    assert taken(spool) == list(dict.fromkeys(bodies))
    assert (taken(spool), spool.size()) == ([], 0)


def test_what_is_kept_is_on_the_disk_and_its_file_in_its_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    durable: dict[int, int] = {}

    def noted(descriptor: int) -> None:
        found = os.fstat(descriptor)
        durable[found.st_ino] = found.st_size

    monkeypatch.setattr(os, "fsync", noted)
    spool = Spool(tmp_path / "spool")
    for body in (b"first", b"second"):
        assert spool.keep(body)
        (file,) = (tmp_path / "spool").iterdir()
        assert durable[file.stat().st_ino] == file.stat().st_size == spool.size()
    assert file.parent.stat().st_ino in durable
    spool.close()


def test_what_comes_while_a_file_is_taken_in_waits_in_another(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.keep(b"first")
    for bodies in spool.files():
        assert spool.keep(b"second")
        assert list(bodies) == [b"first"]
    assert taken(spool) == [b"second"]


def test_what_was_not_taken_in_whole_is_given_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.keep(b"first")
    spool.keep(b"second")
    for bodies in spool.files():
        assert next(bodies) == b"first"
        break
    assert taken(Spool(tmp_path / "spool")) == [b"first", b"second"]


def test_a_file_has_one_owner(tmp_path: Path) -> None:
    ours, theirs = Spool(tmp_path / "spool"), Spool(tmp_path / "spool")
    ours.keep(b"ours")
    theirs.keep(b"theirs")
    assert taken(ours) == [b"ours"]
    assert theirs.size() > 0
    theirs.close()
    assert taken(ours) == [b"theirs"]


def test_all_processes_together_have_one_bound(tmp_path: Path) -> None:
    ours, theirs = (Spool(tmp_path / "spool", most=1000) for _ in range(2))
    assert ours.keep(bytes(600))
    # Nor when it is sent once more.
    assert not theirs.keep(b"x" * 600)
    assert not theirs.keep(b"x" * 600)
    assert theirs.keep(b"x" * 200)
    ours.close()
    theirs.close()


def test_who_is_killed_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path / "spool")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGKILL)
    said = [0, *map(int, process.communicate()[0].split())]
    found = taken(Spool(tmp_path / "spool"))
    assert found[: len(said)] == [b"body %d" % number for number in said]
    assert len(found) <= len(said) + 1


@pytest.mark.parametrize("lost", [1, 8, 24, 25])
def test_half_a_body_at_the_end_is_passed_over(tmp_path: Path, lost: int) -> None:
    spool = Spool(tmp_path / "spool")
    spool.keep(b"whole")
    spool.keep(b"torn!")
    spool.close()
    (file,) = (tmp_path / "spool").iterdir()
    os.truncate(file, file.stat().st_size - lost)
    assert taken(spool) == [b"whole"]


def test_where_there_is_no_room_left_what_was_kept_stays_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITES_TILL_FULL, str(tmp_path / "spool")]
    kept = int(subprocess.run(command, check=True, capture_output=True).stdout)
    assert kept > 1
    whole = [b"%06d" % number * 500 for number in range(kept)]
    assert taken(Spool(tmp_path / "spool")) == [*whole, b"little"]
