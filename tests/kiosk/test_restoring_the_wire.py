"""A house that comes back from a backup counts its envelopes anew, and loses none that waited."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from kiosk.closing import close_day
from kiosk.domain.children import Child
from kiosk.domain.days import Closing
from kiosk.house import House, open_house
from kiosk.restoring import restore_house
from kiosk.store.safety import backup
from sync import enrolment, outbox, records, settling
from sync.answer import Answer
from sync.carrying.step import step
from sync.enrolment import enrol
from sync.hq import setup
from sync.hq.app import create_app
from sync.hq.config import HqConfig
from sync.hq.receive import aside
from sync.hq.told import days as hq_days
from sync.status import wire_status
from tests.cast import EPOCH, Hands
from tests.cast import enrol as know_headquarters
from tests.kiosk.test_restoring import never, stick
from tests.sync.hq.cast import PASSWORD, TODAY, Clock, Office, listening

__all__ = ["stick"]


def test_the_wire_counts_anew_and_headquarters_takes_all_that_is_left(
    unlocked: House, panda: Child, stick: Path, hands: Hands, tmp_path: Path
) -> None:
    hq = HqConfig(data=tmp_path / "hq")
    setup.initialise(hq, "lin", PASSWORD, hands().at - timedelta(days=90))
    app = create_app(hq, Clock())
    with listening(app) as url:
        office = Office(app, url, hq)
        speaking = office.new_house()
        _enrol(unlocked, url, speaking.code)
        _close_days(unlocked, hands, 3)
        _send(unlocked)
        _close_days(unlocked, hands, 2)
        made = backup.make(unlocked.database.path, stick, hands())
        _close_days(unlocked, hands, 1)
        _send(unlocked)
        unlocked.close()
        restore_house(unlocked.config, made.path, never, replace=True)
        house = open_house(unlocked.config, hands)
        with house.database.reading() as db:
            old, new = outbox.waiting(db)[0].epoch, enrolment.known(db).epoch
            assert old != new
            assert wire_status(db).acknowledged_seq == 0
            assert [one.seq for one in outbox.waiting(db)] == [4, 5]
        _close_days(house, hands, 2)
        _send(house)
        with house.database.reading() as db:
            status = wire_status(db)
            assert (status.waiting, status.set_aside, status.acknowledged_seq) == (0, 0, 2)
            numbers = db.execute("SELECT seq FROM outbox WHERE epoch = ?", [new]).fetchall()
        house.close()
        with office.hq.database.reading() as connection:
            assert aside.in_quarantine(connection, speaking.house) == []
            found = hq_days.between(connection, TODAY, TODAY + timedelta(days=30), speaking.house)
    assert numbers == [(1,), (2,)]
    assert len(list(found)) == 8


def test_an_answer_of_the_old_epoch_says_nothing_of_the_new_count(
    unlocked: House, hands: Hands
) -> None:
    know_headquarters(unlocked)
    _close_days(unlocked, hands, 2)
    with unlocked.database.transaction() as db:
        enrolment.new_epoch(db)
        settling.acknowledge(db, Answer("yuexi-0001", EPOCH, 2, 5, ()))
        status = wire_status(db)
    assert (status.waiting, status.acknowledged_seq, status.acknowledged_at) == (0, 0, 5)


def _enrol(house: House, url: str, code: str) -> None:
    with house.database.transaction() as db:
        enrolment.save(db, enrol(url, code))


def _close_days(house: House, hands: Hands, days: int) -> None:
    for _ in range(days):
        close_day(house, hands().day, Closing.COUNSELOR, "li")
        hands.forward(days=1)


def _send(house: House) -> None:
    with closing(records.open_database(house.database.path)) as db:
        while True:
            done = step(db)
            assert done.trouble is None
            if not done.again:
                break
