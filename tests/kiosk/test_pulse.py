"""What systemd hears of a house."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import pulse
from kiosk.house import House
from tests.processes import free_port, kiosk

A_MOMENT = 0.2
IN_TIME = 20


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"{tmp_path}/notify")
        line.settimeout(IN_TIME)
        yield line


def asks(line: socket.socket, seconds: float) -> dict[str, str]:
    return {"NOTIFY_SOCKET": line.getsockname(), "WATCHDOG_USEC": f"{seconds * 1_000_000:.0f}"}


def test_a_house_is_ready_then_lives_and_says_when_it_stops(
    house: House, systemd: socket.socket
) -> None:
    with kiosk(house.config.data, free_port(), **asks(systemd, A_MOMENT)) as process:
        assert systemd.recv(99) == b"READY=1"
        assert {systemd.recv(99) for _ in range(3)} == {b"WATCHDOG=1"}
        process.send_signal(signal.SIGTERM)
        heard = systemd.recv(99)
        while heard == b"WATCHDOG=1":
            heard = systemd.recv(99)
        assert heard == b"STOPPING=1"


def test_records_in_trouble_are_no_reason_to_start_anew(
    house: House, systemd: socket.socket
) -> None:
    with house.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2099"}
        db.table("_sqlite_migrations").insert(row)
    with kiosk(house.config.data, free_port(), **asks(systemd, A_MOMENT)):
        assert systemd.recv(99) == b"READY=1"
        assert systemd.recv(99) == b"WATCHDOG=1"


def test_a_house_that_hangs_is_not_said_to_live(
    systemd: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in asks(systemd, A_MOMENT).items():
        monkeypatch.setenv(name, value)
    # Whoever calls is let in, and hears nothing.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pulse.beating(*silent.getsockname()):
            assert systemd.recv(99) == b"READY=1"
            systemd.settimeout(5 * A_MOMENT)
            with pytest.raises(TimeoutError):
                systemd.recv(99)
        assert systemd.recv(99) == b"STOPPING=1"


def test_a_house_that_is_gone_does_not_answer() -> None:
    assert not pulse.answers("127.0.0.1", free_port(), A_MOMENT)
