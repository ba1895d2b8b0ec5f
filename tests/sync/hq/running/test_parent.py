import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from sync.hq import setup
from sync.hq.config import HqConfig
from sync.hq.running.parent import pause
from sync.hq.store.schema import envelopes
from tests.processes import Server, free_port, headquarters, wait_for, wait_until_healthy
from tests.sync.hq.callers import BROKE, Caller
from tests.turns import first_each_time, with_every_other_commit

CBOR = {"Content-Type": "application/cbor"}


@contextmanager
def running(config: HqConfig, processes: int, **environ: str) -> Iterator[tuple[Server, int]]:
    port = free_port()
    database = {"AIYOU_HQ_DATABASE": config.database} if config.database else {}
    options = ("--processes", str(processes))
    with headquarters(config.data, port, *options, **database, **environ) as parent:
        yield parent, port


def children(parent: Server) -> list[psutil.Process]:
    return psutil.Process(parent.pid).children()


@with_every_other_commit(0)
@pytest.mark.parametrize("kills", first_each_time((4, 8)))
@pytest.mark.parametrize("made", first_each_time(("sqlite", "postgresql")), indirect=True)
def test_processes_killed_at_random_lose_nothing(made: HqConfig, kills: int) -> None:
    rng, until = random.Random(8), threading.Event()
    with running(made, 3) as (parent, port):
        callers = [Caller(made, port, until) for _ in range(3)]
        for caller in callers:
            caller.enrol()
            caller.start()
        pages: Counter[int] = Counter()
        for _ in range(kills):
            time.sleep(0.4)
            if alive := children(parent):
                rng.choice(alive).kill()
            pages[page(port)] += 1
        wait_for("all to be heard", 60, lambda: all(one.acknowledged > 3 for one in callers))
        until.set()
        for caller in callers:
            caller.join(30)
        wait_for("three processes again", 30, lambda: len(children(parent)) == 3, every=0.2)
        assert parent.poll() is None
    statuses = sum((caller.statuses for caller in callers), Counter[int]())
    assert set(statuses) == set(pages) == {200}
    kept = counts(made)
    for caller in callers:
        assert kept[caller.house.house] in (caller.acknowledged, caller.acknowledged + 1)


def page(port: int) -> int:
    """Open a page as a browser does, which tries once more where its connection broke."""
    for _ in range(50):
        try:
            return requests.get(f"http://127.0.0.1:{port}/sign-in", timeout=20).status_code
        except BROKE:
            time.sleep(0.01)
    raise AssertionError("nobody answers")


def counts(config: HqConfig) -> dict[str, int]:
    database = setup.open_initialised(config)
    with database.reading() as connection:
        query = select(envelopes.c.house, func.count().label("kept")).group_by(envelopes.c.house)
        found = {row.house: row.kept for row in connection.execute(query)}
    database.close()
    return found


@with_every_other_commit(1)
@pytest.mark.parametrize("made", first_each_time(("sqlite", "postgresql")), indirect=True)
def test_those_who_are_replaced_turn_nobody_away(made: HqConfig) -> None:
    until, refused = threading.Event(), Counter[str]()
    answered: Counter[int] = Counter()
    (made.data / "hq.toml").write_text("silent_days = 3")
    with running(made, 2) as (parent, port):
        before = {one.pid for one in children(parent)}

        def look() -> None:
            while not until.is_set():
                try:
                    answered[requests.get(f"http://127.0.0.1:{port}/healthz").status_code] += 1
                except requests.ConnectionError as problem:
                    refused[repr(problem)] += 1
                # As fast as they can, they would take from those who start.
                time.sleep(0.04)

        looking = [threading.Thread(target=look) for _ in range(3)]
        for one in looking:
            one.start()
        parent.send_signal(signal.SIGHUP)
        wait_for(
            "two others",
            60,
            lambda: len(now := {one.pid for one in children(parent)}) == 2 and not now & before,
            every=0.2,
        )
        until.set()
        for one in looking:
            one.join()
    assert not refused
    assert set(answered) == {200}


def test_who_began_before_it_was_asked_again_does_not_stay(config: HqConfig) -> None:
    with running(config, 2) as (parent, _):
        wait_for("two processes", 20, lambda: len(children(parent)) == 2)
        first = {one.pid for one in children(parent)}
        parent.send_signal(signal.SIGHUP)
        wait_for("a third", 20, lambda: len(children(parent)) == 3, every=0.02)
        (begun,) = [one for one in children(parent) if one.pid not in first]
        # It may have read its settings already, and is not ready.
        begun.suspend()
        parent.send_signal(signal.SIGHUP)
        time.sleep(2)
        if begun.is_running():
            begun.resume()
        wait_for(
            "two others",
            60,
            lambda: len(now := {one.pid for one in children(parent)}) == 2 and not now & first,
            every=0.2,
        )
        assert begun.pid not in {one.pid for one in children(parent)}


def hears(parent: Server, line: socket.socket) -> bool:
    """Tell whether one of the processes has taken a connection."""
    all_of_them = [psutil.Process(parent.pid), *children(parent)]
    lines = [found for one in all_of_them for found in one.net_connections("tcp4")]
    return line.getsockname() in [found.raddr for found in lines]


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionError:
        return False
    return True


@pytest.mark.parametrize("processes", first_each_time((2, 1)))
def test_what_was_begun_is_answered_before_it_ends(config: HqConfig, processes: int) -> None:
    with running(config, processes) as (parent, port):
        with socket.create_connection(("127.0.0.1", port)) as line:
            body = b"\xa0" * 10
            line.sendall(
                b"POST /v1/envelopes HTTP/1.1\r\nHost: hq\r\nContent-Type: application/cbor\r\n"
                b"Content-Length: 10\r\n\r\n" + body[:5]
            )
            wait_for("it to be begun", 20, lambda: hears(parent, line))
            parent.send_signal(signal.SIGTERM)
            wait_for("the end of the port", 20, lambda: not is_open(port))
            line.sendall(body[5:])
            assert line.recv(4096).startswith(b"HTTP/1.1 400 ")
        assert parent.wait(20) == 0


@pytest.fixture
def quick(config: HqConfig) -> Iterator[Server]:
    """A parent and two processes that tell it often that they are alive."""
    port = free_port()
    script = (
        "from sync.hq.front import answering; from sync.hq.running import worker;"
        "worker.HANGS_AFTER, answering.BEATS_EVERY = 8.0, 0.5;"
        "from kiosk.__main__ import main; main()"
    )
    options = ["--data", str(config.data), "--port", str(port), "--processes", "2"]
    parent = subprocess.Popen([sys.executable, "-c", script, "hq", "serve", *options])
    wait_until_healthy(port, parent)
    wait_for("two processes", 20, lambda: len(children(parent)) == 2)
    yield parent
    parent.kill()
    parent.wait()


def test_a_process_that_hangs_is_replaced(quick: Server) -> None:
    parent = quick
    stopped = children(parent)[0]
    time.sleep(2)
    stopped.suspend()
    wait_for("another in its place", 40, lambda: not stopped.is_running())
    wait_for("two processes", 20, lambda: len(children(parent)) == 2)
    parent.terminate()
    assert parent.wait(30) == 0


def test_processes_end_with_their_parent_however_it_ends(config: HqConfig) -> None:
    with running(config, 2) as (parent, _):
        wait_for("two processes", 20, lambda: len(children(parent)) == 2)
        left = children(parent)
        parent.kill()
        assert not psutil.wait_procs(left, timeout=20)[1]


def test_processes_end_with_a_parent_that_died_before_it_heard_them(quick: Server) -> None:
    left = children(quick)
    time.sleep(2)
    quick.send_signal(signal.SIGSTOP)
    time.sleep(2)
    quick.kill()
    gone, stayed = psutil.wait_procs(left, timeout=10)
    for one in stayed:
        one.kill()
    assert len(gone) == 2


def test_what_the_first_cannot_do_ends_all_with_one_sentence(tmp_path: Path) -> None:
    command = ["-m", "kiosk", "hq", "serve", "--data", str(tmp_path), "--port", "0"]
    several = [sys.executable, *command, "--processes", "2"]
    ended = subprocess.run(several, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("There is no headquarters") == 1
    assert len(ended.stderr.splitlines()) == 1
    assert not ended.stdout


@given(st.integers(0, 10_000))
def test_the_pause_grows_to_ten_seconds_and_never_for_ever(deaths: int) -> None:
    assert 0 <= pause(deaths) <= pause(deaths + 1) <= 10
    assert pause(1) == 0
    assert pause(20) == 10
