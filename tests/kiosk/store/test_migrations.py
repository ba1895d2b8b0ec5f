"""The database of every released version opens in this one, with all that it held."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.house import House, open_house
from kiosk.store.database import FILE_NAME
from tests.cast import Hands, unlock

RELEASED = sorted(Path(__file__).with_name("schemas").glob("*.sql"))


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


def test_every_record_of_a_released_version_is_there(upgraded: House) -> None:
    for table, count in {"children": 2, "visits": 3, "moods": 3, "talks": 1, "plays": 3}.items():
        assert rows(upgraded, f"SELECT count(*) FROM {table}") == [(count,)], table


def test_foreign_keys_still_lead_somewhere(upgraded: House) -> None:
    assert rows(upgraded, "PRAGMA foreign_key_check") == []
    assert rows(upgraded, "PRAGMA integrity_check") == [("ok",)]
