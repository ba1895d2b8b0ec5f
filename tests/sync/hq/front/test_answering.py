"""The end of a process that answers."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
import psycopg
import requests

from sync import batch, enrol_codec
from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from tests.processes import free_port, wait_for, wait_until_healthy
from tests.sync.hq.answering import wait_until_all_answer
from tests.sync.hq.cast import NOW, SpeakingHouse

SCRIPT = (
    "from sync.hq.running import worker;"
    "worker.ENDS_WITHIN = 1.0;"
    "from kiosk.__main__ import main; main()"
)


@contextmanager
def held(made: HqConfig) -> Iterator[None]:
    """Write in another process's place, and do not come to an end."""
    if made.database:
        with psycopg.connect(made.database.replace("+psycopg", "")) as connection:
            connection.execute("LOCK TABLE houses")
            yield
        return
    descriptor = os.open(made.data / "hq.lock", os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def test_it_ends_where_another_process_writes_without_end(made: HqConfig) -> None:
    house, code = setup.add_house(made, "新民村爱佑之家", "yuexi", NOW)
    asked = SpeakingHouse(house, code, keyring.load(made.keys).sealing_public).request()
    port = free_port()
    words = ["hq", "serve", "--data", str(made.data), "--port", str(port)]
    command = [sys.executable, "-c", SCRIPT, *words]
    answered = threading.Event()

    def enrol() -> None:
        url, kind = f"http://127.0.0.1:{port}{enrol_codec.PATH}", "application/cbor"
        with suppress(requests.ConnectionError):
            requests.post(url, asked, headers={"Content-Type": kind}, timeout=60)
        answered.set()

    database = {"AIYOU_HQ_DATABASE": made.database} if made.database else {}
    process = subprocess.Popen(command, env=os.environ | database)
    wait_until_healthy(port, process)
    with held(made):
        threading.Thread(target=enrol).start()
        wait_for("the request", 30, lambda: not answered.wait(1))
        process.terminate()
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()
            process.wait()
    assert answered.wait(10)


HASTY = (
    "from sync.hq.front import answering; from sync.hq.receive import receiving;"
    "from sync.hq.running import worker;"
    "worker.HANGS_AFTER, answering.BEATS_EVERY, receiving._LONGEST = 10.0, 0.5, 1.0;"
    "from kiosk.__main__ import main; main()"
)


def test_a_process_in_which_houses_wait_in_vain_is_replaced(config: HqConfig) -> None:
    house, code = setup.add_house(config, "新民村爱佑之家", "yuexi", NOW)
    speaking = SpeakingHouse(house, code, keyring.load(config.keys).sealing_public)
    port = free_port()
    words = ["hq", "serve", "--data", str(config.data), "--port", str(port), "--processes", "2"]
    parent = subprocess.Popen([sys.executable, "-c", HASTY, *words])
    try:
        wait_until_healthy(port, parent)
        kind = {"Content-Type": "application/cbor"}
        url = f"http://127.0.0.1:{port}"
        assert requests.post(url + enrol_codec.PATH, speaking.request(), headers=kind).ok
        children = psutil.Process(parent.pid).children
        wait_until_all_answer(port, children, 2)
        body = batch.encode([speaking.day(1)])
        with held(config):
            first, broke = set(children()), threading.Event()

            def send() -> None:
                with suppress(requests.ConnectionError):
                    requests.post(url + batch.PATH, body, headers=kind, timeout=60)
                broke.set()

            threading.Thread(target=send).start()
            wait_for("another process", 60, lambda: len(set(children()) - first) == 1)
            assert broke.wait(20)
            # Who does not wait for houses goes on.
            assert len(set(children()) & first) == 1
        assert requests.post(url + batch.PATH, body, headers=kind, timeout=60).ok
    finally:
        parent.terminate()
        parent.wait(60)
