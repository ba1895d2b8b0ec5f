import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sync.hq.store.writer import Writer

ADDS = """
import sys
from pathlib import Path
from sync.hq.store.writer import Writer
writer, sums = Writer(Path(sys.argv[1])), Path(sys.argv[2])
for _ in range(300):
    with writer:
        sums.write_text(str(int(sums.read_text()) + 1))
"""
HOLDS = """
import sys, time
from pathlib import Path
from sync.hq.store.writer import Writer
with Writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_a_lock_that_root_makes_belongs_to_whom_its_directory_belongs(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    with Writer(tmp_path / "lock"):
        assert (tmp_path / "lock").stat().st_uid == 65534
    (tmp_path / "mine").write_text("of root")
    (tmp_path / "led-elsewhere").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="symbolic links"), Writer(tmp_path / "led-elsewhere"):
        pass
    assert (tmp_path / "mine").stat().st_uid == 0


def test_who_could_not_enter_does_not_keep_the_others_out(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "led-elsewhere")
    (tmp_path / "led-elsewhere").symlink_to(tmp_path / "nowhere")
    entered = threading.Event()

    def enter() -> None:
        with writer:
            entered.set()

    with pytest.raises(OSError, match="symbolic links"), writer:
        pass
    (tmp_path / "led-elsewhere").unlink()
    threading.Thread(target=enter, daemon=True).start()
    assert entered.wait(5)
    writer.close()


def test_processes_and_threads_write_one_after_the_other(tmp_path: Path) -> None:
    lock, sums = tmp_path / "lock", tmp_path / "sums"
    sums.write_text("0")
    others = [subprocess.Popen([sys.executable, "-c", ADDS, lock, sums]) for _ in range(2)]
    writer = Writer(lock)

    def add() -> None:
        for _ in range(150):
            with writer:
                sums.write_text(str(int(sums.read_text()) + 1))

    threads = [threading.Thread(target=add) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.wait(30) for one in others] == [0, 0]
    writer.close()
    assert sums.read_text() == "900"


def test_a_writer_that_is_killed_lets_go(tmp_path: Path) -> None:
    holds = subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path / "lock"], stdout=subprocess.PIPE
    )
    assert holds.stdout is not None
    assert holds.stdout.readline() == b"held\n"
    entered = threading.Event()
    writer = Writer(tmp_path / "lock")

    def enter() -> None:
        with writer:
            entered.set()

    waiting = threading.Thread(target=enter)
    waiting.start()
    assert not entered.wait(0.3)
    holds.kill()
    assert entered.wait(10)
    waiting.join()
    holds.wait()
    holds.stdout.close()
    writer.close()


def test_a_writer_that_was_closed_may_write_again(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "lock")
    for _ in range(2):
        with writer:
            pass
        writer.close()


def test_who_ends_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "lock")
    with writer:
        begun = time.monotonic()
        writer.close()
        assert time.monotonic() - begun < 5
    with Writer(tmp_path / "lock"):
        pass
    writer.close()
