import os
import socket
import time
from pathlib import Path

import pytest

from sync.hq.config import HqConfig
from sync.hq.running import notify
from tests.processes import free_port, headquarters


def hear(line: socket.socket, wanted: str, seconds: float) -> list[str]:
    """Collect what the service says until it says what is wanted."""
    said: list[str] = []
    deadline = time.monotonic() + seconds
    while wanted not in said:
        line.settimeout(max(0.1, deadline - time.monotonic()))
        said += line.recv(4096).decode().splitlines()
    return said


@pytest.mark.parametrize("processes", [1, 2])
def test_systemd_hears_that_it_is_ready_and_then_that_it_is_alive(
    config: HqConfig, tmp_path: Path, processes: int
) -> None:
    port = free_port()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        environ = {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        options = ("--processes", str(processes))
        with headquarters(config.data, port, *options, **environ) as server:
            assert notify.READY in hear(line, notify.READY, 20)
            assert notify.ALIVE in hear(line, notify.ALIVE, 20)
            server.terminate()
            assert notify.STOPPING in hear(line, notify.STOPPING, 20)


def test_names_outside_the_file_system_are_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"aiyou-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0" + name)
        monkeypatch.setenv("NOTIFY_SOCKET", "@" + name)
        notify.tell(notify.READY, "STATUS=well")
        assert line.recv(100) == b"READY=1\nSTATUS=well"


def test_nothing_happens_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify.tell(notify.READY)
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/at/all")
    notify.tell(notify.READY)
