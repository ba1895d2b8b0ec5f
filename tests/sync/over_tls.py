"""A house that knows a headquarters whose only address speaks TLS, and thirty days to tell it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.house import House
from sync import enrolment, outbox
from sync.carrying.road import Road
from sync.carrying.step import step
from sync.summary import DaySummary
from tests.sync.hq.answering import answering
from tests.sync.hq.cast import opened_office
from tests.tls import Door, tls_before

HEALTH = {"disk_free_mb": 11873, "temperature_c": 48}
DAYS = [
    DaySummary(date(2026, 11, 1 + n), 380 + n, 17 + n % 9, n % 2, "trusted", HEALTH)
    for n in range(30)
]


def trust(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let whoever uses requests trust the authority that a door makes in this folder."""
    path = str(folder / "authority.pem")
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", path)
    monkeypatch.setattr("sync.carrying.step.USUAL_ROAD", Road(Path(path)))
    monkeypatch.setattr("sync.enrolment.USUAL_ROAD", Road(Path(path)))


@contextmanager
def enrolled_over_tls(
    house: House, folder: Path, host: str = "127.0.0.1"
) -> Iterator[tuple[sqlite_utils.Database, Door]]:
    """Let a house know a headquarters behind TLS; yields the house's records and the door."""
    with (
        opened_office(folder / "hq") as office,
        answering(office.app) as port,
        tls_before(f"http://127.0.0.1:{port}", folder, host) as door,
    ):
        known = enrolment.enrol(door.url, office.new_house().code)
        with house.database.aside() as db:
            enrolment.save(db, known)
            yield db, door


def put(db: sqlite_utils.Database, days: Sequence[DaySummary]) -> None:
    for day in days:
        outbox.put(db, "day", day.payload(), 0)


def told(db: sqlite_utils.Database) -> list[int]:
    """Let the house tell everything in one step, and tell how long its envelopes were."""
    lengths = [len(one.envelope) for one in outbox.everything_waiting(db)]
    done = step(db)
    assert (done.trouble, done.left, done.settled) == (None, 0, len(lengths))
    return lengths
