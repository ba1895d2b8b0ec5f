import socket
from pathlib import Path

import pytest

from hardware import notify


@pytest.mark.parametrize("is_abstract", [True, False])
def test_what_is_told_arrives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_abstract: bool
) -> None:
    name = f"{tmp_path}/notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0" + name if is_abstract else name)
        monkeypatch.setenv("NOTIFY_SOCKET", "@" + name if is_abstract else name)
        notify.tell(notify.READY, notify.ALIVE)
        assert line.recv(100) == b"READY=1\nWATCHDOG=1"


def test_where_nobody_listens_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/at/all")
    notify.tell(notify.READY)
    monkeypatch.delenv("NOTIFY_SOCKET")
    notify.tell(notify.READY)


@pytest.mark.parametrize(("asked", "seconds"), [("30000000", 15), ("", None), ("0", None)])
def test_the_watchdog_is_fed_twice_as_often_as_it_asks(
    monkeypatch: pytest.MonkeyPatch, asked: str, seconds: float | None
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", asked)
    assert notify.watchdog_seconds() == seconds
