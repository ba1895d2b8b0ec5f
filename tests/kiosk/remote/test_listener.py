"""The port by which devices reach the panel, below any page."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from flask import Flask

from kiosk.errors import PortTaken
from kiosk.remote import certificate
from kiosk.remote.listener import Listener
from tests.processes import free_port


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    return certificate.context(tmp_path)


def in_use() -> tuple[int, int]:
    """Tell how many files and threads this process has open."""
    return len([*Path("/proc/self/fd").iterdir()]), threading.active_count()


def test_a_port_that_stays_taken_is_tried_for_days_and_costs_nothing(
    context: ssl.SSLContext,
) -> None:
    """Three tries a minute: what each leaves behind would end the whole house within hours."""
    app, port = Flask(__name__), free_port()
    with socket.create_server(("127.0.0.1", port)):
        files, threads = in_use()
        for _ in range(10):
            with pytest.raises(PortTaken):
                Listener(app, port, context)
        files_after, threads_after = in_use()
    # Of tests before this one some may be gone meanwhile.
    assert files_after <= files and threads_after <= threads
    Listener(app, port, context).stop()
