"""Starts house and display again when they end, as systemd does; and a child who wants to talk."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import requests

from tests.kiosk_screen import KioskScreen
from tests.processes import at_any_hour

_RESTARTS_AFTER = 2.0
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class OnDuty(Thread):
    """Keeps one service running until `leave`."""

    def __init__(self, start: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        super().__init__(daemon=True)
        self._start, self._over = start, Event()
        self.process = start()

    def run(self) -> None:
        while not self._over.is_set():
            if self.process.poll() is not None:
                self._over.wait(_RESTARTS_AFTER)
                self.process = self._start()
            self._over.wait(0.05)

    def leave(self) -> None:
        self._over.set()
        self.join()
        self.process.terminate()
        self.process.wait(30)


def house_of(screen: KioskScreen, data: Path) -> "subprocess.Popen[bytes]":
    """Start the house that the screen shows."""
    command = ["serve", "--data", str(data), "--port", str(screen.port)]
    with (screen.directory / "house.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", *command],
            env=screen.environ | screen.of_house | at_any_hour(),
            stdout=log,
            stderr=log,
        )


class Asking(Thread):
    """Wants to talk, again and again; `heard` counts what the house has promised to keep."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._address, self._over = address, Event()
        self.heard = self.asked = 0

    def run(self) -> None:
        child = requests.Session()
        while not self._over.is_set():
            with suppress(requests.RequestException):
                self._ask(child)
            time.sleep(0.1)

    def leave(self) -> None:
        self._over.set()
        self.join()

    def _ask(self, child: requests.Session) -> None:
        token = _TOKEN.search(child.get(f"{self._address}/", timeout=30).text)
        if token is None:
            return
        self.asked += 1
        form = {"csrf_token": token[1]}
        answer = child.post(f"{self._address}/talk", data=form, timeout=30, allow_redirects=False)
        self.heard += answer.status_code == 303
