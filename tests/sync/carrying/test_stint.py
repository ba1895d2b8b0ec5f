import socket
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from sync import outbox
from sync.agent import Terms
from sync.carrying import budget, tries
from sync.carrying.stint import Stint
from sync.couriers.meter import Meter
from sync.status import wire_status
from sync.summary import DaySummary
from tests.sync.conftest import NOW, Reply, put_days
from tests.sync.tcp import sent_again


def _counts() -> bool:
    with socket.socket() as probe:
        try:
            return len(probe.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 208)) == 208
        except OSError:
            return False


# Any Linux does; an emulator of programs for another processor tells them nothing of it.
COUNTED = pytest.mark.skipif(not _counts(), reason="this system tells no program what TCP sent")


@pytest.fixture
def lines(monkeypatch):
    """Have every connection whose bytes are counted, also when it is closed."""
    lines, watch = [], Meter.watch

    def follow(meter, line):
        lines.append(line.dup())
        watch(meter, line)

    monkeypatch.setattr(Meter, "watch", follow)
    yield lines
    for line in lines:
        line.close()


def put_year(db):
    for number in range(365):
        day = DaySummary(date(2026, 1, 1) + timedelta(number), 400, 1, 0, "trusted", {})
        outbox.put(db, "day", day.payload(), NOW + number, readable=True)


def step(db, terms, failed=0, *, asked=False):
    with closing(Stint(terms)) as stint:
        done = stint.step(db, failed, asked=asked)
        stint.note(db, failed + 1 if done.trouble else 0, 60)
        return done


def arrived(hq):
    return sorted(one.seq for one in hq.opened)


@COUNTED
def test_a_year_of_backlog_goes_over_one_connection_and_is_counted(db, hq, enrolled, lines):
    put_year(db)
    (size,) = db.execute("SELECT sum(length(envelope)) FROM outbox").fetchone()
    with closing(Stint(Terms(now=lambda: NOW))) as stint:
        while stint.step(db, 0).again:
            stint.note(db, 0, 0)
        stint.note(db, 0, 0)
    assert (len(hq.callers), hq.requests) == (1, 4)
    month = budget.of(db, NOW)
    assert size + 4 * 200 < month.sent - sum(map(sent_again, lines)) < size * 1.1
    assert 4 * 100 < month.received < 8000


@COUNTED
def test_near_the_months_end_the_newest_headcount_goes_once_a_day_and_the_rest_waits(
    db, hq, enrolled
):
    put_year(db)
    clock = [NOW]
    terms = Terms(month_bytes=20_000, now=lambda: clock[0])
    budget.spend(db, NOW, 18_000, 0)
    assert step(db, terms).trouble is None
    assert (arrived(hq), hq.requests) == ([365], 1)
    step(db, terms)
    assert hq.requests == 1
    clock[0] += 24 * 3600
    outbox.put(db, "day", {"d": "2027-01-01"}, NOW, readable=True)
    step(db, terms)
    assert (arrived(hq), hq.requests) == ([365, 366], 2)
    assert wire_status(db).waiting == 366


def test_a_used_up_month_waits_for_the_next_one(db, hq, enrolled):
    put_days(db, 2)
    clock = [NOW]
    terms = Terms(month_bytes=20_000, now=lambda: clock[0])
    budget.spend(db, NOW, 15_000, 5_000)
    assert step(db, terms).settled == 0
    assert hq.requests == 0
    clock[0] += 31 * 24 * 3600
    assert step(db, terms).settled == 2


@COUNTED
def test_a_person_sends_whatever_the_month_has_cost(db, hq, enrolled):
    put_days(db, 2)
    terms = Terms(month_bytes=20_000, now=lambda: NOW)
    budget.spend(db, NOW, 15_000, 5_000)
    assert step(db, terms, asked=True).settled == 2
    assert budget.of(db, NOW).sent > 15_000


@COUNTED
def test_a_house_that_knows_no_date_goes_on_with_one_request_a_start(db, hq, enrolled):
    put_year(db)
    terms = Terms(month_bytes=20_000, now=lambda: None)
    budget.spend(db, None, 90_000, 0)
    with closing(Stint(terms)) as stint:
        for _ in range(3):
            stint.step(db, 0)
            stint.note(db, 0, 0)
    assert hq.requests == 1
    assert wire_status(db).waiting == 266
    step(db, terms)
    assert hq.requests == 2


def test_an_unlimited_month_asks_nothing(db, hq, enrolled):
    put_days(db, 1)
    budget.spend(db, NOW, 10**12, 0)
    assert step(db, Terms(now=lambda: NOW)).settled == 1


def test_on_a_link_that_breaks_off_a_request_carries_less_and_less(db, hq, enrolled):
    put_year(db)
    hq.reply = Reply(503)
    sizes = []
    for failed in (0, 1, 3, 6, 50):
        hq.opened.clear(), hq.kept.clear()
        step(db, Terms(now=lambda: NOW), failed)
        sizes.append(len(hq.opened))
    assert sizes == [100, 50, 12, 2, 2]


def test_what_failed_is_kept_and_what_is_not_new_is_not_written(db, hq, enrolled, house_file):
    put_days(db, 1)
    terms = Terms(now=lambda: NOW)
    hq.reply = Reply(503)
    step(db, terms, 3)
    assert tries.kept(db) == (4, NOW + 60)
    db.execute("UPDATE wire SET hq_url = 'http://127.0.0.1:1'")
    step(db, terms, 9)
    assert tries.kept(db) == (10, NOW + 60)
    (before,) = db.execute("SELECT total_changes()").fetchone()
    for failed in (10, 11, 12):
        step(db, terms, failed)
    assert db.execute("SELECT total_changes()").fetchone() == (before,)
    db.execute("UPDATE wire SET hq_url = ?", (hq.url,))
    hq.reply = None
    step(db, terms, 13)
    assert tries.kept(db) == (0, None)


@pytest.mark.parametrize("waiting", [0, 1])
def test_what_costs_nothing_writes_nothing(db, hq, enrolled, waiting):
    put_days(db, waiting)
    terms = Terms(month_bytes=1000, now=lambda: NOW)
    budget.limit(db, 1000)
    budget.spend(db, NOW, 1000, 0)
    (before,) = db.execute("SELECT total_changes()").fetchone()
    for _ in range(3):
        step(db, terms)
    assert db.execute("SELECT total_changes()").fetchone() == (before,)


@COUNTED
def test_on_a_card_that_takes_nothing_more_the_same_is_not_sent_again_and_again(db, hq, enrolled):
    put_days(db, 2)
    with closing(Stint(Terms(now=lambda: NOW))) as stint:
        db.execute("PRAGMA query_only = ON")
        for _ in range(3):
            with pytest.raises(sqlite3.OperationalError):
                stint.step(db, 0)
            stint.close()
        assert hq.requests == 1
        db.execute("PRAGMA query_only = OFF")
        assert stint.step(db, 0).settled == 2
        once = budget.of(db, NOW)
        stint.note(db, 0, 0)
    twice = budget.of(db, NOW)
    assert 0 < once.sent < twice.sent and 0 < once.received < twice.received


def test_what_a_person_sends_in_vain_begins_no_new_row_of_tries(db, hq, enrolled):
    put_days(db, 1)
    tries.note_wait(db, 3, NOW + 600)
    with closing(Stint(Terms(now=lambda: NOW))) as stint:
        hq.reply = Reply(503)
        assert stint.send_all(db)[1].trouble
        assert tries.kept(db)[0] == 3
        hq.reply = None
        assert stint.send_all(db)[0] == 1
    assert tries.kept(db) == (0, None)
