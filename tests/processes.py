"""Real processes on free ports, and the killing of them."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from threading import Thread

import psutil
import requests
from flask import Flask
from werkzeug.serving import make_server

from kiosk.domain.moment import HOUSE_ZONE

STARTS_WITHIN = 30.0
# Of those that the system gives to nobody: below them; a thousand for each worker.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw15").removeprefix("gw")) % 16
_OWN = range(12_000 + 1000 * _WORKER, 13_000 + 1000 * _WORKER)
_PORTS = cycle(random.sample(_OWN, len(_OWN)))

Server = subprocess.Popen[bytes]


def free_port() -> int:
    """Tell a port that nobody uses, and that no caller's connection is given before it is used."""
    for port in _PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("there is always a next one")


@contextmanager
def served(
    command: Sequence[str],
    port: int,
    *,
    starts_within: float = STARTS_WITHIN,
    python: str = sys.executable,
    **environ: str,
) -> Iterator[Server]:
    """Run a server until the block ends; it answers when the block begins."""
    process = subprocess.Popen(
        [python, *command], env={**os.environ, **environ}, stdout=subprocess.DEVNULL
    )
    try:
        wait_until_healthy(port, process, starts_within)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def kiosk(data: Path, port: int, **environ: str) -> Iterator[Server]:
    """Run `aiyou serve` on a house's directory; as it is by day."""
    command = ["-m", "kiosk", "serve", "--data", str(data), "--port", str(port)]
    with served(command, port, **(at_any_hour() | environ)) as process:
        yield process


def at_any_hour() -> dict[str, str]:
    """Settings of a house that is the same at midday and at night, whenever tests run.

    Its games began an hour ago and rest for one minute before that; its day ends with the day.
    """
    begins = datetime.now(HOUSE_ZONE) - timedelta(hours=1)
    hours = {"PLAY_FROM": begins, "PLAY_UNTIL": begins - timedelta(minutes=1)}
    return {"AIYOU_CLOSES": "23:59"} | {f"AIYOU_{one}": f"{at:%H:%M}" for one, at in hours.items()}


@contextmanager
def headquarters(data: Path, port: int, *options: str, **environ: str) -> Iterator[Server]:
    """Run `aiyou hq serve` on headquarters' directory."""
    command = ["-m", "kiosk", "hq", "serve", "--data", str(data), "--port", str(port), *options]
    with served(command, port, **({"AIYOU_HQ_SECOND_FACTOR": "no"} | environ)) as process:
        yield process


@contextmanager
def serving(app: Flask, port: int = 0) -> Iterator[str]:
    """Serve an app of this process for a browser, on a free port or a given one; yield where."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    # Asked often whether it shall end: each test that has a browser waits for that.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wait_until_healthy(
    port: int, process: Server, within: float = STARTS_WITHIN, path: str = "/healthz"
) -> None:
    """Wait for the first answer of a server that just started."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            # Knocking costs a hundredth of asking, which would take from what starts.
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            requests.get(f"http://127.0.0.1:{port}{path}", timeout=5)
        except (requests.ConnectionError, requests.Timeout, OSError):
            time.sleep(0.01)
        else:
            return
    raise AssertionError("the server did not answer")


def wait_for(what: str, seconds: float, is_so: Callable[[], object], every: float = 0.05) -> None:
    """Wait until `is_so()` is true; `every` so many seconds, which what asks a browser needs."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return
        time.sleep(every)
    raise AssertionError(f"{what}: not within {seconds} s")


def busy(pid: int, seconds: float) -> float:
    """Watch a process for a while, and tell what share of a core it took."""
    seen = psutil.Process(pid)
    before = seen.cpu_times()
    time.sleep(seconds)
    after = seen.cpu_times()
    return (after.user + after.system - before.user - before.system) / seconds
