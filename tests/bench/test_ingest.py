"""Ingest through the real endpoint beside its floor, measured in turn in the same run.

The floor is a bare loop: verify one Ed25519 signature, open one sealed box, one durable commit of
the same bytes a batch. Ingest is `aiyou hq serve`, real HTTP, several callers at once.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sync.hq import keyring, setup
from sync.hq.config import HqConfig
from sync.hq.store.schema import days, envelopes
from tests.bench import bare, villages
from tests.bench.callers import call
from tests.bench.figures import Figures
from tests.bench.villages import Village
from tests.postgres import cluster, empty_database
from tests.processes import free_port, headquarters

pytestmark = [pytest.mark.bench, pytest.mark.long]

RUNS = 5
PROCESSES = str(os.cpu_count() or 1)

# What a run sends: houses, and how many nights each has to tell; a month comes in one batch.
SENT = {"by night": ("nights", 400, 4), "of a month": ("month", 120, 1)}


@pytest.fixture(scope="module")
def durable_postgres() -> Iterator[Path]:
    with cluster(durable=True) as server:
        yield server.directory


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    if request.param == "sqlite":
        yield None
        return
    with empty_database(request.getfixturevalue("durable_postgres")) as address:
        yield address


def kind(database: str | None) -> str:
    return "PostgreSQL" if database else "SQLite"


def settings(config: HqConfig) -> dict[str, str]:
    """Each house calls from an address of its own, as a proxy tells."""
    given = {"AIYOU_HQ_PROCESSES": PROCESSES, "AIYOU_HQ_PROXIES": "1"}
    return given | ({"AIYOU_HQ_DATABASE": config.database} if config.database else {})


def kept(config: HqConfig) -> tuple[int, int]:
    """Count the envelopes and the days that are there."""
    database = setup.open_initialised(config)
    with database.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (envelopes, days)
        ]
    database.close()
    return counts[0], counts[1]


def measured(
    port: int, floor: Callable[[Sequence[bare.Batch]], float], found: Sequence[Village]
) -> tuple[float, float]:
    """Tell the envelopes a second of the floor and of ingest."""
    taken = bare.batches(found)
    letters = sum(len(one) for _, one in taken)
    at_floor = letters / floor(taken)
    called = call(port, found)
    assert {status for _, status, _ in called.answers} == {200}
    assert len(called.answers) == len(taken)
    return at_floor, letters / called.seconds


def test_ingest_is_at_least_half_as_fast_as_its_floor(
    database: str | None, tmp_path: Path, figures: Figures
) -> None:
    config = villages.open_headquarters(tmp_path / "hq", database)
    ring = keyring.load(config.keys)
    floor = partial(bare.on_postgresql, database) if database else None
    floor = floor or partial(bare.on_sqlite, tmp_path / "bare.db")
    first, port = 1, free_port()
    with headquarters(config.data, port, **settings(config)):
        for name, (made, houses, nights) in SENT.items():
            runs = []
            for _ in range(RUNS):
                sent = villages.villages(
                    made, houses, ring.sealing_public, nights=nights, first=first
                )
                first += houses
                villages.enrol(config, sent)
                runs.append(measured(port, partial(floor, ring.sealing_key), sent))
            floors, ours = zip(*runs, strict=True)
            figures.tell(f"ingest {name}, {kind(database)}", ours, floors)
    figures.hold()
