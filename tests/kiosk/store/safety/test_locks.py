import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from kiosk.errors import StoreError
from kiosk.store.safety.locks import alone, opening, using

HOLD_IT = """
import sys, time
from pathlib import Path
from kiosk.store.safety.locks import opening
with opening(Path(sys.argv[1])):
    print("inside", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another program, which is opening the records."""
    command = [sys.executable, "-c", HOLD_IT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"inside\n"
        yield process
        process.kill()


def test_another_program_waits_outside_and_says_so_in_the_end(
    tmp_path: Path, other: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(StoreError, match="Another program is just opening"), opening(tmp_path, 0.1):
        pass


def test_a_program_that_dies_lets_the_next_one_in(
    tmp_path: Path, other: subprocess.Popen[bytes]
) -> None:
    came_in: list[bool] = []

    def wait() -> None:
        with opening(tmp_path, 20):
            came_in.append(True)

    waiting = Thread(target=wait)
    waiting.start()
    assert not came_in
    other.send_signal(signal.SIGKILL)
    waiting.join(20)
    assert came_in


def test_one_program_may_come_again(tmp_path: Path) -> None:
    for _ in range(3):
        with opening(tmp_path, 0):
            pass


def test_several_programs_may_have_the_records_open_and_none_restores_them(tmp_path: Path) -> None:
    refused = pytest.raises(StoreError, match="Another program has the records open")
    with using(tmp_path, 0), using(tmp_path, 0), refused, alone(tmp_path):
        pass
    refused = pytest.raises(StoreError, match="just being restored")
    with alone(tmp_path), refused, using(tmp_path, 0):
        pass
    with using(tmp_path, 0):
        pass
