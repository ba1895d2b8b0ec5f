import sqlite3

import pytest

from sync import batch, outbox, settling
from sync.answer import Answer, sign
from sync.carrying.step import Step, step
from sync.couriers.http import HttpCourier
from sync.envelope import Envelope, mint
from sync.errors import CourierError, RefusedWhole
from sync.keys import generate_signing_key
from sync.settling import NOT_HEADQUARTERS, NOTHING_TAKEN, UNKNOWN_HERE
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, Reply, a_day, put_days


def test_a_step_brings_what_waits_and_forgets_it(db, hq, enrolled):
    put_days(db, 3)
    done = step(db)
    assert (done.settled, done.left, done.trouble, done.again) == (3, 0, None, False)
    assert [one.payload["d"] for one in hq.opened] == ["2026-11-01", "2026-11-02", "2026-11-03"]


def test_a_step_without_enrolment_or_envelopes_asks_nobody(db, hq):
    assert step(db) == Step()
    assert hq.requests == 0


def test_nothing_to_say_asks_nobody(db, hq, enrolled):
    assert step(db) == Step()
    assert hq.requests == 0


def test_a_long_wait_is_brought_in_several_steps(db, hq, enrolled):
    put_days(db, 30)
    for _ in range(100):
        outbox.put(db, "day", a_day(), NOW)
    first = step(db)
    assert (first.settled, first.left, first.again) == (99, 31, True)
    assert step(db).left == 0
    assert sorted(one.seq for one in hq.opened) == list(range(1, 131))


def test_an_answer_of_today_puts_right_when_headquarters_answered_last(db, hq, enrolled):
    """Its clock was ahead for a night, or the house's was when a code was typed."""
    put_days(db, 2)
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 1, NOW + 365 * 86400))
    hq.kept[EPOCH, 1] = b""
    assert step(db).settled == 1
    assert (wire_status(db).acknowledged_seq, wire_status(db).acknowledged_at) == (2, NOW)


def test_an_answer_that_got_lost_is_asked_for_again_and_changes_nothing_twice(db, hq, enrolled):
    put_days(db, 2)
    hq.reply = Reply(body=b"")
    assert step(db).trouble == NOT_HEADQUARTERS
    assert len(hq.opened) == 2
    assert wire_status(db).waiting == 2
    hq.reply = None
    assert step(db).settled == 2
    assert len(hq.opened) == 2


def test_an_answer_signed_by_another_is_not_believed(db, hq, enrolled):
    put_days(db, 1)
    forged = sign(Answer(HOUSE, EPOCH, 1, NOW), generate_signing_key()[0])
    hq.reply = Reply(body=forged)
    assert step(db).trouble == NOT_HEADQUARTERS
    assert wire_status(db).waiting == 1


@pytest.mark.parametrize(("house", "epoch"), [("litang-0001", EPOCH), (HOUSE, b"another1")])
def test_an_answer_for_another_house_or_epoch_is_not_believed(db, hq, enrolled, house, epoch):
    put_days(db, 1)
    hq.reply = Reply(body=sign(Answer(house, epoch, 1, NOW), hq.signing_key))
    assert "another" in step(db).trouble
    assert wire_status(db).waiting == 1


def test_an_old_answer_replayed_forgets_nothing(db, hq, enrolled):
    put_days(db, 1)
    step(db)
    outbox.put(db, "day", a_day(2), NOW)
    hq.reply = Reply(body=sign(Answer(HOUSE, EPOCH, 1, NOW), hq.signing_key))
    assert step(db).trouble == NOTHING_TAKEN
    assert wire_status(db).waiting == 1


def test_an_answer_that_settles_something_tells_the_time(db, hq, enrolled):
    put_days(db, 2)
    told = []
    assert step(db, told_time=told.append).settled == 2
    assert told == [NOW]
    step(db, told_time=told.append)
    assert told == [NOW]


def test_an_old_answer_replayed_tells_nobody_the_time(db, hq, enrolled):
    put_days(db, 1)
    step(db)
    outbox.put(db, "day", a_day(2), NOW)
    told = []
    hq.reply = Reply(body=sign(Answer(HOUSE, EPOCH, 1, NOW - 86400), hq.signing_key))
    assert step(db, told_time=told.append).trouble == NOTHING_TAKEN
    hq.reply = Reply(body=sign(Answer(HOUSE, EPOCH, 2, NOW), generate_signing_key()[0]))
    assert step(db, told_time=told.append).trouble == NOT_HEADQUARTERS
    assert told == []


def test_the_newest_alone_is_kept_there_and_waits_here_until_those_before_it_have_come(
    db, hq, enrolled
):
    put_days(db, 3)
    done = step(db, newest_only=True)
    assert (done.settled, done.left, done.trouble) == (0, 3, None)
    assert [one.seq for one in hq.opened] == [3]
    assert step(db).settled == 3


def test_the_newest_alone_tells_too_that_headquarters_does_not_know_the_house(db, hq, enrolled):
    put_days(db, 3)
    hq.verify_key = generate_signing_key()[1]
    assert step(db, newest_only=True).trouble == UNKNOWN_HERE


def test_rubbish_sent_in_the_houses_name_makes_it_forget_nothing(db, hq, enrolled):
    letter = Envelope(HOUSE, EPOCH, 1, "day", a_day())
    rubbish = mint(letter, generate_signing_key()[0], hq.sealing_key)
    heard = hq.receive(batch.encode([rubbish]))
    put_days(db, 1)
    hq.reply = heard
    assert step(db).trouble == UNKNOWN_HERE
    assert wire_status(db).waiting == 1
    hq.reply = None
    assert step(db).settled == 1


def test_a_refused_envelope_does_not_stop_the_others(db, hq, enrolled):
    put_days(db, 3)
    hq.poisoned = {2}
    assert step(db).settled == 3
    status = wire_status(db)
    assert (status.waiting, status.set_aside) == (1, 0)
    hq.poisoned = {1}
    assert step(db).settled == 1
    status = wire_status(db)
    assert (status.waiting, status.set_aside) == (0, 1)


def test_what_makes_headquarters_refuse_the_whole_request_does_not_stop_the_others(
    db, hq, enrolled
):
    put_days(db, 20)
    hq.choking = {7}
    done = step(db)
    assert (done.settled, done.left) == (6, 14)
    assert (done.trouble, done.permanent) == ("Headquarters refused: This cannot be read.", True)
    assert sorted(one.seq for one in hq.opened) == [n for n in range(1, 21) if n != 7]
    hq.choking = set()
    assert step(db).left == 0


def test_a_headquarters_that_refuses_everything_is_not_asked_about_each(db, hq, enrolled):
    put_days(db, 30)
    hq.reply = Reply(400, body=b"\xa1eerrorcNo.")
    assert step(db).trouble == "Headquarters refused: No."
    assert hq.requests < 15
    assert wire_status(db).waiting == 30


def test_a_gate_that_lets_only_small_requests_pass_stops_nothing(db, hq, enrolled):
    put_days(db, 20)

    def carry(envelopes):
        if len(envelopes) > 6:
            hq.reply = Reply(413, "text/html", b"<h1>413 Request Entity Too Large</h1>")
        try:
            return HttpCourier(hq.url).carry(envelopes)
        finally:
            hq.reply = None

    assert step(db, carry) == Step(settled=20)


def test_a_slow_headquarters_in_the_middle_of_the_halves_is_the_trouble(db, hq, enrolled):
    put_days(db, 4)

    def carry(envelopes):
        if len(envelopes) == 4:
            raise RefusedWhole("Too large.")
        raise CourierError("Away.")

    assert step(db, carry).trouble == "Away."


def test_bytes_that_broke_on_the_card_do_not_stop_the_others(db, hq, enrolled):
    put_days(db, 3)
    db.execute("UPDATE outbox SET envelope = zeroblob(9) WHERE seq = 1")
    assert step(db).left == 0
    assert [one.kind for one in hq.opened] == ["lost", "day", "day"]


def test_the_database_is_free_while_envelopes_travel(db, house_file, enrolled):
    put_days(db, 1)

    def carry(envelopes):
        other = sqlite3.connect(house_file, timeout=0.1)
        other.execute("BEGIN EXCLUSIVE")
        other.rollback()
        other.close()
        return b""

    assert step(db, carry).trouble == NOT_HEADQUARTERS


def test_two_who_send_at_once_are_both_content(db, hq, enrolled):
    put_days(db, 2)

    def carry(envelopes):
        step(db)
        return HttpCourier(hq.url).carry(envelopes)

    assert step(db, carry).trouble is None
    assert len(hq.opened) == 2


def test_failed_tries_write_nothing_to_the_card(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(503)
    step(db)
    (before,) = db.execute("PRAGMA data_version").fetchone()
    log = house_file.with_name("house.db-wal")
    size, when = log.stat().st_size, log.stat().st_mtime_ns
    for _ in range(5):
        assert step(db).news is False
    assert db.execute("PRAGMA data_version").fetchone() == (before,)
    assert (log.stat().st_size, log.stat().st_mtime_ns) == (size, when)
