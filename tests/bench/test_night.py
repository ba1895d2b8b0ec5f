"""A night in which very many houses send their day: how long it takes, and what memory it needs.

AIYOU_BENCH_HOUSES: how many; 100,000 unless told otherwise.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from sync.hq import keyring
from tests.bench import villages
from tests.bench.callers import call
from tests.bench.figures import Figures
from tests.bench.test_ingest import database, durable_postgres, kept, kind, settings
from tests.processes import Server, free_port, headquarters

__all__ = ["database", "durable_postgres"]

pytestmark = [pytest.mark.bench_long, pytest.mark.long]

HOUSES = int(os.environ.get("AIYOU_BENCH_HOUSES", "100000"))
CALLERS = 32


@contextmanager
def watched(server: Server) -> Iterator[list[float]]:
    """Look every half second at the memory of all processes together, in MB."""
    seen, until = list[float](), Event()

    def look() -> None:
        while not until.wait(0.5):
            every = [psutil.Process(server.pid)]
            every += every[0].children(recursive=True)
            seen.append(sum(one.memory_full_info().pss for one in every) / 2**20)

    thread = Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        until.set()
        thread.join()


def test_a_night_of_very_many_houses(
    database: str | None, tmp_path: Path, figures: Figures
) -> None:
    config = villages.open_headquarters(tmp_path / "hq", database)
    port = free_port()
    sent = villages.villages("nights", HOUSES, keyring.load(config.keys).sealing_public)
    villages.enrol(config, sent)
    with headquarters(config.data, port, **settings(config)) as server:
        with watched(server) as memory:
            begun = time.monotonic()
            called = call(port, sent, CALLERS)
            took = time.monotonic() - begun
        assert {status for _, status, _ in called.answers} == {200}
        assert kept(config) == (2 * HOUSES, HOUSES)
    early, late = memory[len(memory) // 10], max(memory[-len(memory) // 10 :])
    night = f"a night of very many houses, {kind(database)}"
    figures.tell(night, took / 3600, note=f"{HOUSES:,}, {HOUSES / took:.0f} requests/s")
    figures.tell(f"that night's memory, {kind(database)}", late, early)
    figures.hold()
