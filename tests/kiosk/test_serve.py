"""The house's process: how it starts, what it says, how it ends."""

import signal
import socket
import subprocess
import sys

import pytest
import requests

from kiosk.house import House
from tests.processes import free_port, kiosk


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_house_that_is_asked_to_stop_stops_at_once(house: House, how: signal.Signals) -> None:
    with kiosk(house.config.data, free_port()) as process:
        process.send_signal(how)
        assert process.wait(5) == 0


def test_it_tells_a_program_how_it_is(house: House) -> None:
    port = free_port()
    with kiosk(house.config.data, port):
        answer = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=30)
        assert answer.status_code == 200
        assert answer.json()["status"] == "ok"


def test_records_in_trouble_are_served_as_one_page(house: House) -> None:
    with house.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2099"}
        db.table("_sqlite_migrations").insert(row)
    port = free_port()
    with kiosk(house.config.data, port):
        assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=30).status_code == 503
        page = requests.get(f"http://127.0.0.1:{port}/who", timeout=30)
        assert page.status_code == 503
        assert "较新版本" in page.text


def test_a_taken_port_is_one_sentence(house: House) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "serve", "--data", house.config.data, "--port", port],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} is taken")
