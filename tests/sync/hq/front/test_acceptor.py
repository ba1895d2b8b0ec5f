"""Who is let in, by which process, and when."""

import asyncio
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import psutil
import pytest
import requests

from sync.hq.config import HqConfig
from sync.hq.front.acceptor import Acceptor
from sync.hq.running import listening
from tests.processes import free_port, headquarters, wait_for
from tests.sync.hq.answering import held, lines, wait_until_all_answer

MANY = 80


def test_processes_share_the_callers_who_stay(config: HqConfig) -> None:
    port = free_port()
    with headquarters(config.data, port, "--processes", "2") as parent, ExitStack() as stack:
        several = psutil.Process(parent.pid).children
        wait_until_all_answer(port, several, 2)
        before = [held(one, port) for one in several()]
        lines(port, MANY, stack)
        wait_for("all", 10, lambda: sum(held(one, port) for one in several()) >= sum(before) + MANY)
        came = [held(one, port) - had for one, had in zip(several(), before, strict=True)]
        assert min(came) >= MANY / 16


def test_who_comes_when_files_run_out_is_let_in_later(
    config: HqConfig, capfd: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    said: list[str] = []

    def is_said() -> bool:
        said.append(capfd.readouterr().err)
        return "Nobody can be let in" in "".join(said)

    with headquarters(config.data, port) as process:
        used = psutil.Process(process.pid).num_fds()
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (used + 10, 4096))
        with ExitStack() as stack:
            lines(port, MANY, stack)
            wait_for("it to be said", 20, is_said)
            time.sleep(0.5)
        page = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10)
        assert page.status_code == 200
    # Once a minute, not ten times a second: a full disk would be the next trouble.
    is_said()
    assert "".join(said).count("Nobody can be let in just now") == 1


class Counting(asyncio.Protocol):
    """Counts those who are let in, and lets none go."""

    def __init__(self, among: set[asyncio.BaseTransport]) -> None:
        self._among = among

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._among.add(transport)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(listening.open_listener(HqConfig(port=0))) as listener:
        yield listener


def test_no_more_than_there_is_room_for(listener: socket.socket) -> None:
    inside: set[asyncio.BaseTransport] = set()

    async def let_in() -> list[int]:
        acceptor = Acceptor(listener, lambda: Counting(inside), inside, most=3)
        counts = []
        with ExitStack() as stack:
            lines(listener.getsockname()[1], 5, stack)
            await asyncio.sleep(0.3)
            counts.append(len(inside))
            for one in list(inside)[:1]:
                inside.discard(one)
                one.close()
            await asyncio.sleep(0.3)
            counts.append(len(inside))
            acceptor.close()
            await acceptor.wait_closed()
        for one in inside:
            one.close()
        return counts

    assert asyncio.run(let_in()) == [3, 3]
