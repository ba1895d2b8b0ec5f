"""A month of backlog over the slowest roads there are: in one connection, and how long it takes."""

import os
import time
from contextlib import closing
from pathlib import Path
from statistics import median

import pytest
import sqlite_utils

from kiosk.house import House
from sync import outbox, records
from sync.carrying.step import Step, step
from tests.faults.radio import HERE, radio
from tests.slow_road import slow_road
from tests.sync.over_tls import DAYS, enrolled_over_tls, put, trust
from tests.sync.test_month_summary import NOVEMBER

KBIT_PER_SECOND, MILLISECONDS, LOSS = 30, 800, 0.1
TIMES = 10


def put_a_month(db: sqlite_utils.Database) -> None:
    put(db, DAYS)
    outbox.put(db, "month", NOVEMBER.payload(), 0)


def move(db: sqlite_utils.Database, url: str) -> None:
    """Let headquarters have another address."""
    db.execute("UPDATE wire SET hq_url = ?", [url])
    db.conn.commit()


def test_a_month_of_backlog_comes_in_one_connection(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(monkeypatch, tmp_path)
    with (
        enrolled_over_tls(house, tmp_path) as (db, door),
        slow_road(door.url, kbit_per_second=KBIT_PER_SECOND, milliseconds=MILLISECONDS) as url,
    ):
        put_a_month(db)
        move(db, url)
        before, began = len(door.connections), time.monotonic()
        done = step(db)
        seconds = time.monotonic() - began
        (seen,) = door.connections[before:]
    print(f"\n30 days and a month: {seen.total:,} bytes in one connection, {seconds:.1f} s")
    assert (done.settled, done.left, done.trouble) == (31, 0, None)
    assert seen.total / (KBIT_PER_SECOND * 125) < seconds < 15


@pytest.mark.long
def test_a_month_of_backlog_comes_over_2g_though_packets_are_lost(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        pytest.skip("a network of its own needs root")
    trust(monkeypatch, tmp_path)
    took: list[float] = []
    speed = {"kbit_per_second": KBIT_PER_SECOND, "milliseconds": MILLISECONDS, "loss": LOSS}
    with (
        radio(**speed, seed=7) as (link, there),
        enrolled_over_tls(house, tmp_path, HERE) as (db, door),
    ):
        print(f"\n{speed}, 30 days and a month at a time")
        for number in range(1, TIMES + 1):
            put_a_month(db)
            before, lost, began = len(door.connections), link.lost, time.monotonic()
            while (done := there(one_step, house.database.path)).left:
                print(f"  {done.trouble}")
            seconds, connections = time.monotonic() - began, len(door.connections) - before
            print(
                f"  {number:2}: {seconds:4.1f} s, {connections} connection,"
                f" {link.lost - lost} packets lost"
            )
            took += [seconds] if connections == 1 else []
    print(f"in one connection: {len(took)} of {TIMES}, in {median(took):.1f} s (median)")
    assert link.lost > TIMES
    assert len(took) >= 0.8 * TIMES


def one_step(path: Path) -> Step:
    with closing(records.open_database(path)) as db:
        return step(db)
