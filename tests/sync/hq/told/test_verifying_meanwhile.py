"""`aiyou hq verify` as a process of its own, while houses go on sending and pages are looked at."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from threading import Event, Thread

import pytest
from sqlalchemy import func, select, update

from sync.hq.store import schema
from sync.hq.told import rollups
from tests.processes import wait_for
from tests.sync.hq.cast import MONTH, Office, SpeakingHouse

pytestmark = pytest.mark.long

FIRST = date(2026, 8, 1)


def received(office: Office) -> int:
    with office.hq.database.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(schema.letters)) or 0)


def speak(office: Office, house: SpeakingHouse, stop: Event, unwell: list[Exception]) -> None:
    """Send days, the same days once more with other figures, and months, until told to stop."""
    numbers = count(1)
    try:
        while not stop.is_set():
            for back in range(90):
                day = FIRST + timedelta(days=back)
                letters = [house.day(next(numbers), day, present=next(numbers) % 40)]
                if back % 9 == 0:
                    letters.append(house.month(next(numbers), MONTH, home_visits=back))
                office.send(*letters)
                # So seldom that no caller is held off for asking too often.
                if stop.wait(0.5):
                    return
    except Exception as problem:
        unwell.append(problem)


def look(office: Office, stop: Event, unwell: list[Exception]) -> None:
    """Sum up, as every page does before it shows anything."""
    try:
        while not stop.wait(0.15):
            rollups.refresh(office.hq.database)
    except Exception as problem:
        unwell.append(problem)


@contextmanager
def busy(office: Office) -> Iterator[list[Exception]]:
    stop, unwell = Event(), list[Exception]()
    houses = [office.enrolled_house(of) for of in ("yuexi", "yuexi", "litang", "yudu")]
    workers = [Thread(target=speak, args=(office, one, stop, unwell)) for one in houses]
    workers.append(Thread(target=look, args=(office, stop, unwell)))
    for worker in workers:
        worker.start()
    try:
        wait_for("letters", 20, lambda: unwell or received(office) > 20)
        yield unwell
    finally:
        stop.set()
        for worker in workers:
            worker.join(30)
    assert not unwell


def verify(office: Office) -> subprocess.CompletedProcess[str]:
    database = office.config.database
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "hq", "verify", "--data", str(office.config.data)],
        env={**os.environ, **({"AIYOU_HQ_DATABASE": database} if database else {})},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_what_comes_meanwhile_is_no_difference_and_what_is_wrong_is_found(office: Office) -> None:
    with busy(office) as unwell:
        for _ in range(2):
            before = received(office)
            done = verify(office)
            assert (done.returncode, done.stderr) == (0, ""), done.stdout
            assert "All figures are what the envelopes tell." in done.stdout
            assert received(office) > before, unwell
        # A day of which nobody tells anything any more: what is written into it stays.
        still = office.enrolled_house("huaiyuan")
        office.send(still.day(1, FIRST, present=7))
        with office.hq.database.transaction() as connection:
            of = (schema.days.c.house == still.house) & (schema.days.c.day == FIRST)
            connection.execute(update(schema.days).where(of).values(present=99))
        before = received(office)
        done = verify(office)
        assert received(office) > before
    assert done.returncode == 1
    assert f"days {still.house} {FIRST}: present is 99, should be 7" in done.stdout
    assert "yuexi" not in done.stdout and "yudu" not in done.stdout
