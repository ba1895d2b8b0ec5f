import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from sync.hq.config import HqConfig
from sync.hq.running import counts
from sync.hq.running.counts import SharedCounts
from tests.processes import free_port, headquarters

ADDS = """
import sys
from sync.hq.running.counts import SharedCounts
storage = SharedCounts(sys.argv[1])
for _ in range(500):
    storage.incr("caller", 60)
"""


def test_processes_count_together_and_lose_none(tmp_path: Path) -> None:
    where = counts.uri(tmp_path)
    others = [subprocess.Popen([sys.executable, "-c", ADDS, where]) for _ in range(3)]
    assert [one.wait(60) for one in others] == [0, 0, 0]
    assert SharedCounts(where).get("caller") == 1500


def test_a_count_begins_anew_when_its_time_is_over(tmp_path: Path) -> None:
    storage = SharedCounts(counts.uri(tmp_path))
    assert [storage.incr("caller", 1), storage.incr("caller", 1, 3)] == [1, 4]
    assert 0 < storage.get_expiry("caller") - time.time() <= 1
    time.sleep(1.05)
    assert storage.get("caller") == 0
    assert storage.incr("caller", 1) == 1
    storage.clear("caller")
    assert storage.get("caller") == 0


def test_what_a_clock_counted_that_ran_ahead_holds_nobody_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, now = SharedCounts(counts.uri(tmp_path)), time.time
    with monkeypatch.context() as ahead:
        ahead.setattr(time, "time", lambda: now() + 8 * 3600)
        assert [storage.incr("caller", 60, 10), storage.get("caller")] == [10, 10]
    assert storage.get("caller") == 0
    assert storage.get_expiry("caller") <= now()
    assert storage.incr("caller", 60) == 1
    assert 0 < storage.get_expiry("caller") - now() <= 60


def test_a_file_of_before_counts_on(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "limits.db")) as before, before:
        before.execute(
            "CREATE TABLE counts"
            " (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL) WITHOUT ROWID"
        )
        before.execute("INSERT INTO counts VALUES ('caller', 7, ?)", [time.time() + 60])
    storage = SharedCounts(counts.uri(tmp_path))
    assert [storage.get("caller"), storage.incr("caller", 60)] == [7, 8]


def test_a_file_that_is_spoilt_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "limits.db").write_bytes(b"not a database at all" * 500)
    assert SharedCounts(counts.uri(tmp_path)).incr("caller", 60) == 1
    assert SharedCounts(counts.uri(tmp_path)).incr("caller", 60) == 2


def test_limits_hold_where_the_file_cannot_be_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "limits.db").mkdir()
    storage = SharedCounts(counts.uri(tmp_path))
    assert [storage.incr("caller", 60) for _ in range(3)] == [1, 2, 3]
    assert storage.get("caller") == 3
    assert len(caplog.records) == 1


def test_what_is_counted_costs_no_wait_for_a_disk(tmp_path: Path) -> None:
    SharedCounts(counts.uri(tmp_path)).incr("caller", 60)
    with sqlite3.connect(tmp_path / "limits.db") as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    storage = SharedCounts(counts.uri(tmp_path))
    begun = time.perf_counter()
    for _ in range(200):
        storage.incr("caller", 60)
    assert (time.perf_counter() - begun) / 200 < 0.005


def guess(port: int) -> int:
    kind = {"Content-Type": "application/cbor"}
    return requests.post(f"http://127.0.0.1:{port}/v1/enrol", b"\xa0", headers=kind).status_code


def test_a_guesser_is_slowed_down_by_all_processes_and_after_a_restart(config: HqConfig) -> None:
    port = free_port()
    with headquarters(config.data, port, "--processes", "2"):
        time.sleep(2)
        assert [guess(port) for _ in range(12)] == [400] * 10 + [429] * 2
    with headquarters(config.data, port):
        assert guess(port) == 429
