"""The database of every released version opens in this one, with all that it held."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from games.catalog import GAMES
from games.learning import Standing, answered
from kiosk.config import HouseConfig
from kiosk.domain.moment import HOUSE_ZONE
from kiosk.domain.moods import Face
from kiosk.house import House, open_house
from kiosk.store.attendance import days, first_days, moods, talks
from kiosk.store.database import FILE_NAME
from kiosk.store.people import children
from kiosk.store.rights import audit
from tests.cast import LEGAL_NAME, Hands, unlock

RELEASED = sorted(Path(__file__).with_name("schemas").glob("*.sql"))

# How much each version kept in its three days, beside what all of them keep.
EVERYWHERE = {"children": 2, "visits": 3, "moods": 3, "talks": 1, "plays": 3}
KEPT = {
    "1": {},
    "2": {"cases": 1, "feedback": 3, "households": 2, "categories": 4},
    "3": {"cases": 1, "feedback": 3, "households": 2, "categories": 4},
    "4": {"cases": 1, "feedback": 3, "fetchings": 3, "tags": 1, "wordings": 1, "categories": 4},
    "5": {"cases": 1, "feedback": 3, "fetchings": 3, "tags": 1, "wordings": 1, "snoozes": 1},
    "9": {"cases": 1, "fetchings": 3, "wordings": 1, "snoozes": 1, "plans": 1, "devices": 1},
    "11": {"cases": 1, "fetchings": 3, "wordings": 1, "snoozes": 1, "plans": 1, "devices": 1},
    "15": {"cases": 1, "fetchings": 3, "plans": 1, "devices": 1, "outbox": 2, "wire": 1},
}


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def upgraded(request: pytest.FixtureRequest, config: HouseConfig, hands: Hands):
    """A house that a released version kept for three days, opened by this one."""
    config.directory.mkdir(parents=True)
    with sqlite3.connect(config.directory / FILE_NAME) as before:
        before.executescript(request.param.read_text("utf-8"))
    before.close()
    hands.forward(days=3)
    house = open_house(config, hands)
    unlock(house)
    yield house
    house.close()


def rows(house: House, query: str) -> list[tuple]:
    with house.database.reading() as db:
        return db.execute(query).fetchall()


def test_every_record_of_a_released_version_is_there(
    upgraded: House, request: pytest.FixtureRequest
) -> None:
    version = request.node.callspec.id
    for table, count in {**EVERYWHERE, **KEPT[version]}.items():
        assert rows(upgraded, f"SELECT count(*) FROM {table}") == [(count,)], table


def test_it_has_the_tables_of_a_house_that_begins_today(upgraded: House, tmp_path: Path) -> None:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    today = open_house(HouseConfig(data=tmp_path / "today"), Hands())
    try:
        assert rows(upgraded, query) == rows(today, query)
    finally:
        today.close()


def test_how_far_each_child_is_comes_of_the_plays_that_were_kept(upgraded: House) -> None:
    standing = Standing()
    for _ in range(EVERYWHERE["plays"]):
        standing = answered(standing, 2, True, GAMES[0].guess)
    (panda,) = {child for (child,) in rows(upgraded, "SELECT child FROM plays")}
    last = "SELECT child, skill, rating, answers, last = (SELECT max(seq) FROM plays) FROM ratings"
    assert rows(upgraded, last) == [(panda, "memory", standing.rating, standing.answers, 1)]
    assert rows(upgraded, "SELECT DISTINCT seats FROM plays") == [(1,)]


def test_foreign_keys_still_lead_somewhere(upgraded: House) -> None:
    assert rows(upgraded, "PRAGMA foreign_key_check") == []
    assert rows(upgraded, "PRAGMA integrity_check") == [("ok",)]


def test_what_was_sealed_still_opens(upgraded: House) -> None:
    with upgraded.database.reading() as db:
        (panda,) = [child for child in children.everyone(db) if child.nickname == "小竹"]
        assert children.file_of(db, upgraded.vault, panda.id).legal_name == LEGAL_NAME
        days = [date(2026, 11, day) for day in (24, 25, 26)]
        felt = [mood for day in days for mood in moods.between(db, upgraded.vault, day, day)]
        assert [mood.face for mood in felt if mood.child == panda.id] == [None, Face.LOW, Face.LOW]
        assert [mood.at.astimezone(HOUSE_ZONE).date() for mood in felt] == days
        (wish,) = talks.waiting(db, upgraded.vault)
        assert (wish.child, wish.at.day) == (panda.id, 25)


def test_the_open_day_waits_to_be_closed_and_the_closed_ones_rest(upgraded: House) -> None:
    with upgraded.database.reading() as db:
        assert [day.isoformat() for day in days.unsettled(db)] == ["2026-11-26"]
        assert first_days.newcomers(db, date(2026, 11, 24)) == 1
        assert first_days.newcomers(db, date(2026, 11, 25)) == 0


def test_the_chain_of_the_audit_holds_on(upgraded: House) -> None:
    with upgraded.database.transaction() as db:
        audit.note(db, upgraded.clock(), "li", "looked at child", "x")
        assert audit.first_broken(db) is None
