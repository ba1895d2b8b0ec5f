from dataclasses import replace
from datetime import date, time
from secrets import token_hex

import pytest

from kiosk.domain.activities import Activity
from kiosk.errors import TooLong, UnknownRecord
from kiosk.house import House
from kiosk.store.attendance import tallies
from kiosk.store.keys.vault import LONG
from kiosk.store.work import activities
from tests.kiosk.counselor.panel import audited

READING = Activity(
    "读绘本《小黑鱼》", date(2026, 11, 24), time(16, 30), 45, frozenset({token_hex(16)})
)
NOVEMBER = {"activities": 1, "activity_minutes": 45, "participations": 1}


def test_an_activity_is_read_back_and_counted(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = activities.add(db, unlocked.vault, READING, unlocked.clock())
        assert activities.get(db, unlocked.vault, kept).activity == READING
        assert [one.id for one in activities.of_month(db, unlocked.vault, "2026-11")] == [kept]
        assert tallies.of_month(db, "2026-11") == NOVEMBER


def test_one_that_moves_to_another_month_takes_its_counts_along(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = activities.add(db, unlocked.vault, READING, unlocked.clock())
        record = activities.get(db, unlocked.vault, kept)
        earlier = replace(READING, day=date(2026, 10, 31), others=2)
        activities.change(db, unlocked.vault, record, earlier, unlocked.clock())
        assert activities.of_month(db, unlocked.vault, "2026-11") == []
        assert tallies.of_month(db, "2026-11") == {}
        assert tallies.of_month(db, "2026-10") == {**NOVEMBER, "participations": 3}


def test_a_deleted_one_is_counted_no_more(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = activities.add(db, unlocked.vault, READING, unlocked.clock())
        record = activities.get(db, unlocked.vault, kept)
        activities.delete(db, unlocked.vault, record, unlocked.clock())
        assert tallies.of_month(db, "2026-11") == {}
        with pytest.raises(UnknownRecord):
            activities.delete(db, unlocked.vault, record, unlocked.clock())


def test_sixty_children_fit_and_look_like_none(unlocked: House) -> None:
    everyone = frozenset(token_hex(16) for _ in range(60))
    with unlocked.database.transaction() as db:
        for who in (frozenset[str](), everyone):
            activities.add(db, unlocked.vault, replace(READING, participants=who), unlocked.clock())
        lengths = db.execute("SELECT DISTINCT length(record) FROM activities").fetchall()
        found = activities.of_month(db, unlocked.vault, "2026-11")
    assert lengths == [(LONG + 48,)]
    assert everyone in [one.activity.participants for one in found if one.activity]


def test_what_does_not_fit_is_refused_and_changes_nothing(unlocked: House) -> None:
    crowd = frozenset(token_hex(16) for _ in range(200))
    with pytest.raises(TooLong), unlocked.database.transaction() as db:
        activities.add(db, unlocked.vault, replace(READING, participants=crowd), unlocked.clock())
    with unlocked.database.reading() as db:
        assert db.table("activities").count == 0
        assert tallies.of_month(db, "2026-11") == {}


def test_one_damaged_activity_stops_nothing(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        activities.add(db, unlocked.vault, READING, unlocked.clock())
        db.execute("UPDATE activities SET record = zeroblob(length(record))")
        activities.add(db, unlocked.vault, READING, unlocked.clock())
        found = activities.of_month(db, unlocked.vault, "2026-11")
    assert [one.activity for one in found] == [READING, None]


def test_it_is_noted_who_writes_changes_and_deletes_one(unlocked: House) -> None:
    with unlocked.database.transaction() as db:
        kept = activities.add(db, unlocked.vault, READING, unlocked.clock())
        record = activities.get(db, unlocked.vault, kept)
        activities.change(db, unlocked.vault, record, READING, unlocked.clock())
        activities.delete(db, unlocked.vault, record, unlocked.clock())
    lines = [(f"{did} activity", kept) for did in ("added", "changed", "deleted")]
    assert audited(unlocked)[-3:] == lines


def test_a_months_activities_are_the_latest_first_and_of_no_other_month(unlocked: House) -> None:
    moved = {"day": date(2026, 11, 23)}, {"start": time(17)}, {"day": date(2026, 10, 31)}
    earlier, later, october = (replace(READING, **one) for one in moved)
    with unlocked.database.transaction() as db:
        for one in (earlier, october, later, READING):
            activities.add(db, unlocked.vault, one, unlocked.clock())
        found = activities.of_month(db, unlocked.vault, "2026-11")
    assert [one.activity for one in found] == [later, READING, earlier]
