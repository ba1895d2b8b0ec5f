"""What the wire costs, at the client's socket, with HTTP and TLS, beside two others.

One house tells a real headquarters behind a real TLS door; the same facts then go through the
same kind of door as JSON posts and as CouchDB's replication asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from flask import Flask

from kiosk.house import House
from sync import outbox
from sync.carrying.step import step
from sync.summary import DaySummary
from tests.bench import other_roads
from tests.bench.figures import Figures
from tests.bench.other_roads import Facts
from tests.sync.hq.cast import on_waitress
from tests.sync.over_tls import DAYS, enrolled_over_tls, put, told, trust
from tests.sync.test_month_summary import NOVEMBER
from tests.tls import Connection, Door, tls_before


@dataclass(frozen=True)
class Cost:
    """What it took to bring something."""

    connections: Sequence[Connection]

    @property
    def bytes(self) -> int:
        return sum(one.total for one in self.connections)

    @property
    def after_tls(self) -> int:
        return sum(one.sent + one.received for one in self.connections)

    @property
    def turns(self) -> int:
        return sum(one.turns for one in self.connections)

    def __str__(self) -> str:
        return f"{self.bytes:6,} bytes ({self.after_tls:6,} after TLS), {self.turns:2} round trips"


def cost(door: Door, bring: Callable[[], object]) -> Cost:
    before = len(door.connections)
    bring()
    return Cost(door.connections[before:])


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for certificates, whose authority is trusted."""
    trust(monkeypatch, tmp_path)
    return tmp_path


def of_day(day: DaySummary) -> Facts:
    """Write a day as somebody would in JSON."""
    return {
        "house": "yuexi-0007",
        "date": day.day.isoformat(),
        "minutes_open": day.minutes_open,
        "children_present": day.present,
        "new_children": day.newcomers,
        "clock": day.clock,
        "health": dict(day.health),
    }


def of_month() -> Facts:
    month = NOVEMBER
    return {
        "house": "yuexi-0007",
        "month": f"{month.month:%Y-%m}",
        "headcounts": list(month.headcounts),
        "minutes_open": month.minutes_open,
        "children": month.children,
        "new_children": month.newcomers,
        "children_enrolled": month.enrolled,
        "activity_minutes": month.activity_minutes,
        "participations": month.participations,
        "home_visits": month.home_visits,
        "services": dict(month.services),
        "standards": {name: list(counts) for name, counts in month.standards.items()},
        "moods": list(month.moods.bands),
        "feedback": None,
    }


def other(
    server: Flask,
    bring: Callable[[requests.Session, str, Sequence[Facts]], None],
    facts: Sequence[Facts],
    folder: Path,
) -> Cost:
    """Bring facts by another road, on one connection that is kept."""
    with (
        on_waitress(server) as url,
        tls_before(url, folder) as door,
        requests.Session() as session,
    ):
        session.trust_env = False
        session.verify = str(door.authority)
        return cost(door, lambda: bring(session, door.url, facts))


def beside(ours: Cost, facts: Sequence[Facts], folder: Path) -> list[Cost]:
    """Print what the same facts cost by other roads, and how much more that is."""
    roads = {
        "JSON posts": (other_roads.rest_server(), other_roads.bring_by_rest),
        "replication": (other_roads.couch_server(), other_roads.bring_by_replication),
    }
    costs = [other(*road, facts, folder) for road in roads.values()]
    print(f"\n  {'house':12} {ours}")
    for name, one in zip(roads, costs, strict=True):
        print(
            f"  {name:12} {one}: {one.bytes / ours.bytes:.1f} times the bytes,"
            f" {one.after_tls / ours.after_tls:.1f} after TLS,"
            f" {one.turns / ours.turns:.0f} times the round trips"
        )
    return costs


def one_exchange(ours: Cost) -> None:
    assert len(ours.connections) == 1
    assert ours.turns <= 2


@pytest.mark.bench
def test_a_day_alone(house: House, folder: Path, figures: Figures) -> None:
    with enrolled_over_tls(house, folder) as (db, door):
        put(db, DAYS[:1])
        lengths: list[int] = []
        ours = cost(door, lambda: lengths.extend(told(db)))
    one_exchange(ours)
    rest, replication = beside(ours, [of_day(DAYS[0])], folder)
    # A post that is neither sealed nor signed may be smaller, but not by much.
    figures.tell("a day alone, after TLS", ours.after_tls, rest.after_tls)
    figures.hold()
    assert replication.after_tls >= 3 * ours.after_tls
    assert replication.turns >= 5 * ours.turns


@pytest.mark.bench
def test_thirty_days_in_one_exchange(house: House, folder: Path, figures: Figures) -> None:
    with enrolled_over_tls(house, folder) as (db, door):
        put(db, DAYS)
        lengths: list[int] = []
        ours = cost(door, lambda: lengths.extend(told(db)))
    one_exchange(ours)
    figures.tell("envelope of a day", max(lengths))
    rest, replication = beside(ours, [of_day(day) for day in DAYS], folder)
    figures.tell("thirty days, with TLS", ours.bytes, rest.bytes)
    figures.hold()
    assert replication.bytes >= 2 * ours.bytes
    assert (rest.turns, replication.turns) >= (30 * ours.turns, 5 * ours.turns)


@pytest.mark.bench
def test_a_month(house: House, folder: Path, figures: Figures) -> None:
    with enrolled_over_tls(house, folder) as (db, door):
        outbox.put(db, "month", NOVEMBER.payload(), 0)
        lengths: list[int] = []
        ours = cost(door, lambda: lengths.extend(told(db)))
    one_exchange(ours)
    figures.tell("envelope of a month", lengths[0])
    rest, replication = beside(ours, [of_month()], folder)
    figures.tell("a month, after TLS", ours.after_tls, rest.after_tls)
    figures.hold()
    assert replication.after_tls >= 3 * ours.after_tls


@pytest.mark.bench
def test_nothing_to_say_sends_nothing(house: House, folder: Path) -> None:
    with enrolled_over_tls(house, folder) as (db, door):
        put(db, DAYS[:1])
        told(db)
        assert cost(door, lambda: step(db)).connections == []
