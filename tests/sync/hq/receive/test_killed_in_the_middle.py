"""Headquarters and its database are killed while houses call: nothing acknowledged is lost."""

import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from sync.hq.store.schema import days, envelopes
from sync.hq.told import figures, place, rollups
from sync.hq.told.period import Period
from sync.hq.told.verifying import verify
from tests.postgres import cluster
from tests.processes import free_port, headquarters, wait_for
from tests.sync.hq.callers import Caller
from tests.sync.hq.cast import NOW, PASSWORD, TODAY
from tests.turns import first_each_time

CALLERS = 4
LONG_AGO = TODAY.replace(year=TODAY.year - 20)


@pytest.mark.parametrize("turns", first_each_time((2, 3)))
def test_nothing_acknowledged_is_lost_and_nothing_counted_twice(tmp_path: Path, turns: int) -> None:
    until, port = threading.Event(), free_port()
    with cluster(durable=True) as server:
        address = f"postgresql+psycopg://aiyou@/postgres?host={server.directory}"
        config = HqConfig(data=tmp_path / "hq", database=address)
        setup.initialise(config, "lin", PASSWORD, NOW)
        callers = [Caller(config, port, until) for _ in range(CALLERS)]
        for turn in range(turns):
            with headquarters(
                config.data, port, "--processes", "2", AIYOU_HQ_DATABASE=address
            ) as process:
                if turn == 0:
                    for caller in callers:
                        caller.enrol()
                        caller.start()
                time.sleep(0.7)
                refused = told(callers, 503)
                server.stop("immediate")
                wait_for("a refusal", 30, lambda refused=refused: told(callers, 503) > refused)
                heard = told(callers, 200)
                server.start()
                wait_for("days to come", 30, lambda heard=heard: told(callers, 200) > heard)
                time.sleep(0.7)
                if turn < turns - 1:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                else:
                    wait_for("each", 30, lambda: all(one.acknowledged > 3 for one in callers))
                    until.set()
                    for caller in callers:
                        caller.join(30)
        looked_at(config, callers)


def told(callers: list[Caller], status: int) -> int:
    """Tell how often they were answered so."""
    return sum(one.statuses[status] for one in callers)


def looked_at(config: HqConfig, callers: list[Caller]) -> None:
    """Compare what houses heard with what is kept, told, and summed up."""
    statuses = sum((caller.statuses for caller in callers), Counter[int]())
    assert set(statuses) == {200, 503}
    database = setup.open_initialised(config)
    rollups.refresh(database)
    for caller in callers:
        house = caller.house.house
        with database.reading() as connection:
            came = connection.scalars(select(envelopes.c.seq).where(envelopes.c.house == house))
            kept = sorted(came)
            present = connection.scalars(select(days.c.present).where(days.c.house == house)).all()
            of_house = place.find(connection, house)
            told = figures.read(connection, of_house, Period(LONG_AGO, TODAY))
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) - caller.acknowledged in (0, 1)
        assert sorted(present) == sorted(number % 60 for number in kept)
        assert told.child_days == sum(present)
    assert list(verify(database, keyring.load(config.keys))) == []
    database.close()
