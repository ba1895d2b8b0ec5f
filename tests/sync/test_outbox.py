import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import enrolment, outbox, records, settling
from sync.answer import Answer
from sync.carrying import tries
from sync.envelope import Envelope, open_envelope
from sync.errors import AlreadyEnrolled, BadEnvelope
from sync.keys import own_keys
from sync.status import wire_status
from sync.summary import DaySummary
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


def seqs(db):
    return [one.seq for one in outbox.waiting(db)]


def rows(db, columns):
    return db.execute(f"SELECT {columns} FROM outbox ORDER BY seq").fetchall()


def said(accepted, refused=(), house=HOUSE, epoch=EPOCH, at=NOW):
    return Answer(house, epoch, accepted, at, tuple(refused))


def test_a_house_that_is_not_enrolled_keeps_nothing(db):
    assert outbox.put(db, "day", a_day(), NOW) is None
    assert enrolment.known(db) is None
    assert outbox.waiting(db) == []
    status = wire_status(db)
    assert (status.enrolled, status.waiting, status.oldest) == (False, 0, None)


def test_envelopes_are_numbered_without_holes_and_wait_oldest_first(db, enrolled):
    put_days(db, 3)
    assert seqs(db) == [1, 2, 3]
    assert [one.minted_at for one in outbox.waiting(db)] == [NOW + 1, NOW + 2, NOW + 3]


def test_what_waits_opens_at_headquarters(db, hq, enrolled):
    put_days(db, 1)
    (one,) = outbox.waiting(db)
    opened = open_envelope(one.envelope, hq.verify_key, hq.private_key)
    assert opened == Envelope(HOUSE, EPOCH, 1, "day", a_day())


def test_an_envelope_of_a_transaction_that_fails_leaves_no_hole(db, enrolled):
    put_days(db, 1)
    db.execute("BEGIN IMMEDIATE")
    assert outbox.put(db, "day", a_day(2), NOW) == 2
    db.rollback()
    assert outbox.put(db, "day", a_day(3), NOW) == 2
    assert seqs(db) == [1, 2]


def test_a_put_is_not_seen_before_the_callers_transaction_ends(db, enrolled, house_file):
    db.execute("BEGIN IMMEDIATE")
    outbox.put(db, "day", a_day(), NOW)
    with closing(records.open_database(house_file)) as other:
        assert outbox.waiting(other) == []
        db.execute("COMMIT")
        assert len(outbox.waiting(other)) == 1


def test_a_payload_that_cannot_travel_keeps_nothing(db, enrolled):
    with pytest.raises(BadEnvelope):
        outbox.put(db, "day", {"temperature": 36.6}, NOW)
    assert not db.conn.in_transaction
    assert outbox.put(db, "day", a_day(), NOW) == 1


def test_one_request_carries_one_epoch_and_not_too_much(db, enrolled):
    put_days(db, 2)
    db.execute("UPDATE wire SET epoch = ?", (b"epoch--2",))
    assert outbox.put(db, "day", a_day(3), NOW) == 1
    assert [one.epoch for one in outbox.waiting(db)] == [EPOCH, EPOCH]
    settling.acknowledge(db, said(2))
    assert [one.epoch for one in outbox.waiting(db)] == [b"epoch--2"]
    for _ in range(40):
        outbox.put(db, "message", {"text": b"\x00" * 15000}, NOW)
    assert sum(len(one.envelope) for one in outbox.waiting(db)) <= 64 * 1024
    assert len(outbox.waiting(db, 3)) == 3


def days_since(db, first, count):
    for number in range(count):
        day = DaySummary(first + timedelta(number), 400, 1, 0, "trusted", {})
        outbox.put(db, "day", day.payload(), NOW + number, readable=True)


def test_with_a_year_of_backlog_the_newest_headcount_goes_with_the_oldest(db, enrolled):
    days_since(db, date(2025, 11, 30), 365)
    assert seqs(db) == [*range(1, 100), 365]
    settling.acknowledge(db, said(99), set(seqs(db)))
    assert seqs(db) == [*range(100, 199), 365]


def test_the_newest_headcount_is_that_of_the_newest_day_not_the_one_told_last(db, enrolled):
    days_since(db, date(2026, 1, 1), 200)
    days_since(db, date(2026, 1, 7), 3)
    assert seqs(db) == [*range(1, 100), 200]


def test_what_the_house_has_goes_at_once_too_so_that_no_message_comes_again_and_again(db, enrolled):
    days_since(db, date(2026, 1, 1), 200)
    outbox.put(db, "ask", {"m": 3}, NOW)
    outbox.put(db, "ask", {"m": 4}, NOW)
    assert seqs(db) == [*range(1, 99), 200, 202]


def test_a_small_request_carries_the_newest_and_at_least_the_oldest(db, enrolled):
    days_since(db, date(2026, 1, 1), 200)
    assert [one.seq for one in outbox.waiting(db, 1)] == [1, 200]
    assert [one.seq for one in outbox.waiting(db, 5)] == [1, 2, 3, 4, 200]


def test_of_two_epochs_the_one_that_headquarters_has_not_met_goes_first_then_the_newest(
    db, enrolled
):
    days_since(db, date(2026, 1, 1), 201)
    enrolment.new_epoch(db)
    days_since(db, date(2026, 8, 1), 3)
    new = enrolment.known(db).epoch

    def turn():
        return [(one.epoch, one.seq) for one in outbox.waiting(db)]

    assert turn() == [*((EPOCH, seq) for seq in range(1, 100)), (EPOCH, 201)]
    settling.acknowledge(db, said(99))
    assert turn() == [(new, 1), (new, 2), (new, 3)]
    settling.acknowledge(db, said(1, epoch=new))
    assert turn() == [(new, 2), (new, 3)]
    settling.acknowledge(db, said(3, epoch=new))
    assert turn()[0] == (EPOCH, 100)


def test_an_epoch_of_which_headquarters_refused_something_has_been_met(db, enrolled):
    put_days(db, 2)
    db.execute("UPDATE outbox SET set_aside_at = ? WHERE seq = 1", (NOW,))
    enrolment.new_epoch(db)
    put_days(db, 1)
    assert [one.epoch for one in outbox.waiting(db)] == [enrolment.known(db).epoch]


def test_the_epoch_that_tells_a_key_goes_before_what_that_key_signed(db, enrolled):
    put_days(db, 3)
    own_keys.rotate(db, NOW)
    enrolment.new_epoch(db)
    put_days(db, 1)
    batch = outbox.waiting(db)
    assert {one.epoch for one in batch} == {EPOCH} and batch[-1].kind == "key"
    settling.acknowledge(db, said(4))
    assert {one.epoch for one in outbox.waiting(db)} == {enrolment.known(db).epoch}


@given(
    st.lists(st.tuples(st.sampled_from(["day", "ask", "message"]), st.integers(0, 40)), max_size=30)
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_request_after_request_everything_goes_whatever_waits(db, enrolled, puts):
    db.execute("DELETE FROM outbox")
    for kind, number in puts:
        day = (date(2026, 1, 1) + timedelta(number)).isoformat()
        outbox.put(db, kind, {"d": day, "x": bytes(number * 300)}, NOW, readable=True)
    newest = max((number for kind, number in puts if kind == "day"), default=None)
    for turn in range(len(puts) + 1):
        batch = outbox.waiting(db, 4)
        if not batch:
            break
        assert [one.seq for one in batch] == sorted({one.seq for one in batch})
        if newest is not None and turn == 0:
            told = [one.said["d"] for one in batch if one.kind == "day"]
            assert (date(2026, 1, 1) + timedelta(newest)).isoformat() in told
        accepted = batch[0].seq
        while accepted + 1 in {one.seq for one in batch}:
            accepted += 1
        assert settling.acknowledge(db, said(accepted), {one.seq for one in batch}) > 0
    assert wire_status(db).waiting == 0


def test_status_tells_what_waits_and_what_headquarters_has(db, enrolled):
    put_days(db, 3)
    settling.acknowledge(db, said(1))
    tries.note_trouble(db, "Headquarters cannot be reached.")
    status = wire_status(db)
    assert (status.waiting, status.oldest) == (2, NOW + 2)
    assert (status.acknowledged_seq, status.acknowledged_at) == (1, NOW)
    assert (status.house, status.hq_url) == (HOUSE, enrolled.hq_url)
    assert status.trouble == "Headquarters cannot be reached."


def test_the_tables_refuse_what_makes_no_sense(db, enrolled):
    put_days(db, 1)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE outbox SET envelope = NULL")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE outbox SET seq = 0")
    again = replace(enrolled, house="other-0001")
    with pytest.raises(AlreadyEnrolled):
        enrolment.save(db, again)


def test_writers_at_the_same_time_leave_no_hole(db, enrolled, house_file):
    def write(_):
        with closing(records.open_database(house_file)) as own:
            return [outbox.put(own, "day", a_day(), NOW) for _ in range(25)]

    with ThreadPoolExecutor(4) as pool:
        given = [seq for some in pool.map(write, range(4)) for seq in some]
    assert sorted(given) == seqs(db) == list(range(1, 101))
