"""A real house that was ahead of a headquarters which came back from a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlite_utils
from sqlalchemy import func, select

from sync import cbor, enrolment, inbox, outbox
from sync.carrying.step import step
from sync.hq import setup
from sync.hq.answer import post
from sync.hq.app import create_app
from sync.hq.backup import restoring, saving
from sync.hq.config import HqConfig
from sync.hq.receive import ledger
from sync.hq.receive.aside import in_quarantine
from sync.hq.store.schema import days, houses, months, quarantine
from sync.messages import ANNOUNCEMENT, GONE
from sync.settling import HAS_LESS, NOT_HEADQUARTERS
from sync.status import wire_status
from tests.sync.conftest import NOW, a_day
from tests.sync.hq.cast import MONTH, Clock, Office, a_month, listening


@pytest.fixture
def house(db: sqlite_utils.Database, office: Office) -> enrolment.Enrolment:
    enrolment.save(db, enrolment.enrol(office.url, office.new_house().code))
    return enrolment.need(db)


def close_day(db: sqlite_utils.Database, number: int) -> None:
    outbox.put(db, "day", a_day(number), NOW + number, readable=True)


def announce(office: Office, title: str) -> None:
    with office.hq.database.transaction() as connection:
        content = {"a": 1, "t": title, "x": "Everybody"}
        post.write(connection, ANNOUNCEMENT, content, "lin", office.hq.clock())


def settle(db: sqlite_utils.Database) -> None:
    for _ in range(6):
        done = step(db)
        assert done.trouble is None
    assert done.left == 0


def fall_back(office: Office, file: Path) -> HqConfig:
    """Make a headquarters of a backup on another machine, with the keys of the one that was."""
    there = HqConfig(data=file.with_name("there"), second_factor=False)
    there.data.mkdir()
    office.config.keys.rename(there.keys)
    restoring.restore(there, file, None, office.hq.clock())
    return there


@contextmanager
def restored(
    db: sqlite_utils.Database, office: Office, clock: Clock, file: Path
) -> Iterator[Office]:
    """Let a house speak with the headquarters of a backup, some hours later."""
    there = fall_back(office, file)
    clock.forward(hours=2)
    app = create_app(there, clock)
    with listening(app) as url:
        db.execute("UPDATE wire SET hq_url = ?", (url,))
        yield Office(app, url, there)


def doubt_and_settle(db: sqlite_utils.Database, clock: Clock) -> None:
    """Let the house hear twice that headquarters has less, and settle."""
    assert step(db).trouble == HAS_LESS
    clock.forward(hours=1)
    settle(db)


def days_told(office: Office) -> list[int]:
    with office.hq.database.reading() as connection:
        told = connection.execute(select(days.c.day).order_by(days.c.day)).scalars()
        return [day.day for day in told]


def titles(db: sqlite_utils.Database) -> list[str]:
    told = (row["content"] for row in db["inbox"].rows if row["kind"] == ANNOUNCEMENT)
    return [cbor.decode(content)["t"] for content in told]


def test_what_headquarters_lost_comes_again_and_nobody_waits(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    close_day(db, 1)
    announce(office, "first")
    settle(db)
    saving.save(office.config, tmp_path / "file", None, clock.now)

    close_day(db, 2)
    outbox.put(db, "month", a_month(MONTH).payload(), NOW)
    announce(office, "lost with headquarters")
    settle(db)

    with restored(db, office, clock, tmp_path / "file") as again:
        announce(again, "after")
        close_day(db, 3)
        doubt_and_settle(db, clock)
        assert days_told(again) == [1, 2, 3]
        with again.hq.database.reading() as connection:
            assert connection.execute(select(quarantine)).all() == []
            assert connection.execute(select(houses.c.two_cards_since)).scalars().all() == [None]
            assert ledger.unread_kinds(connection) == []
    assert titles(db) == ["first", "lost with headquarters", "after"]


def test_a_house_that_then_comes_back_with_less_goes_on_hearing(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    announce(office, "first")
    settle(db)
    saving.save(office.config, tmp_path / "file", None, clock.now)
    announce(office, "lost with headquarters")
    announce(office, "lost too")
    close_day(db, 1)
    settle(db)

    with restored(db, office, clock, tmp_path / "file") as again:
        announce(again, "after")
        close_day(db, 2)
        doubt_and_settle(db, clock)
        assert titles(db) == ["first", "lost with headquarters", "lost too", "after"]
        # The card died; what the house has now is of a backup.
        db.execute("DELETE FROM inbox WHERE number > 2")
        enrolment.new_epoch(db)
        inbox.ask(db, NOW)
        settle(db)
    assert titles(db) == ["first", "after"]
    assert [row["kind"] for row in db["inbox"].rows_where("number IN (3, 4)")] == [GONE, GONE]


def test_a_house_of_which_nothing_was_lost_hears_at_once(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    announce(office, "first")
    settle(db)
    saving.save(office.config, tmp_path / "file", None, clock.now)
    with restored(db, office, clock, tmp_path / "file") as again:
        announce(again, "after")
        close_day(db, 1)
        settle(db)
    assert titles(db) == ["first", "after"]


def test_a_headquarters_of_before_its_keys_changed_hears_of_them_though_something_waits(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    close_day(db, 1)
    settle(db)
    saving.save(office.config, tmp_path / "file", None, clock.now)

    setup.rotate_key(office.config, "signing", clock.now)
    for number in (2, 3):
        close_day(db, number)
        settle(db)
    assert enrolment.need(db).hq_verify_key == office.hq.ring.verify_key

    with restored(db, office, clock, tmp_path / "file") as again:
        close_day(db, 4)
        assert step(db).trouble == NOT_HEADQUARTERS
        clock.forward(days=2)
        now = int(clock.now.timestamp())
        assert inbox.is_due(db, now)
        inbox.ask(db, now)
        doubt_and_settle(db, clock)
        assert days_told(again) == [1, 2, 3, 4]


def test_what_headquarters_could_not_use_leaves_no_hole_in_one_that_came_back(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    settle(db)
    saving.save(office.config, tmp_path / "file", None, clock.now)
    outbox.put(db, "day", {"d": "yesterday"}, NOW)
    settle(db)
    close_day(db, 1)
    settle(db)
    assert wire_status(db).set_aside == 1

    with restored(db, office, clock, tmp_path / "file") as again:
        close_day(db, 2)
        doubt_and_settle(db, clock)
        assert days_told(again) == [1, 2]
        with again.hq.database.reading() as connection:
            (aside,) = in_quarantine(connection, house.house)
    assert (aside.seq, wire_status(db).set_aside) == (1, 1)


def test_what_a_backup_held_beyond_a_hole_is_no_other_cards_when_it_is_told_anew(
    db: sqlite_utils.Database,
    office: Office,
    house: enrolment.Enrolment,
    clock: Clock,
    tmp_path: Path,
) -> None:
    inbox.ask(db, NOW)
    settle(db)
    for number in range(1, 4):
        close_day(db, number)
    outbox.put(db, "month", a_month(MONTH).payload(), NOW)
    close_day(db, 4)
    # The oldest and the newest day arrive, and the month by a telephone.
    step(db, most=1)
    office.send(*(one.envelope for one in outbox.everything_waiting(db) if one.kind == "month"))
    saving.save(office.config, tmp_path / "file", None, clock.now)
    settle(db)
    setup.rotate_key(office.config, "sealing", clock.now)
    close_day(db, 5)
    settle(db)

    with restored(db, office, clock, tmp_path / "file") as again:
        close_day(db, 6)
        doubt_and_settle(db, clock)
        assert days_told(again) == [1, 2, 3, 4, 5, 6]
        with again.hq.database.reading() as connection:
            assert connection.execute(select(quarantine)).all() == []
            assert connection.execute(select(houses.c.two_cards_since)).scalars().all() == [None]
            assert connection.execute(select(func.count()).select_from(months)).scalar_one() == 1
    assert (wire_status(db).set_aside, enrolment.need(db).epoch) == (0, house.epoch)
