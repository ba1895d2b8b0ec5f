import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import pytest
import sqlite_utils

from kiosk.closing import close_day
from kiosk.domain.days import Closing
from kiosk.errors import StoreError
from kiosk.house import House, open_house
from kiosk.store.attendance import days
from kiosk.store.rows import upsert
from tests.cast import enrol


@pytest.fixture
def db() -> Iterator[sqlite_utils.Database]:
    db = sqlite_utils.Database(memory=True)
    db.execute(
        "CREATE TABLE seats (house TEXT, number INTEGER, child TEXT NOT NULL, note TEXT DEFAULT '',"
        " PRIMARY KEY (house, number)) STRICT"
    )
    yield db
    db.close()


def seats(db: sqlite_utils.Database) -> list[tuple[object, ...]]:
    return db.execute("SELECT * FROM seats ORDER BY house, number").fetchall()


def test_a_row_takes_the_place_of_the_one_with_the_same_key(db: sqlite_utils.Database) -> None:
    upsert(db, "seats", {"house": "a", "number": 1, "child": "bo"}, "house", "number")
    upsert(db, "seats", {"house": "a", "number": 2, "child": "an"}, "house", "number")
    db.execute("UPDATE seats SET note = 'by the window'")
    upsert(db, "seats", {"house": "a", "number": 1, "child": "li"}, "house", "number")
    assert seats(db) == [("a", 1, "li", "by the window"), ("a", 2, "an", "by the window")]


def test_a_row_that_breaks_a_rule_is_told_of(db: sqlite_utils.Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        upsert(db, "seats", {"house": "a", "number": 1, "child": None}, "house", "number")
    assert seats(db) == []


def test_a_day_that_is_closed_on_a_full_card_is_kept_with_its_envelope_or_refused(
    house: House,
) -> None:
    enrol(house)
    house.close()
    again = open_house(house.config, house.clock)
    day = again.clock().day
    with again.database.reading() as db:
        db.execute("PRAGMA max_page_count = 1")
    with suppress(StoreError):
        close_day(again, day, Closing.COUNSELOR, "li")
    with again.database.reading() as db:
        (minted,) = db.execute("SELECT count(*) FROM outbox").fetchone()
        assert (days.get(db, day) is not None) == bool(minted)
    again.close()
