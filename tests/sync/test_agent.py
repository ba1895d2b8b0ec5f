import logging
import sqlite3
import time
from random import Random

import pytest

from sync import agent, batch, outbox
from sync.agent import Agent, step
from sync.answer import Answer, sign
from sync.couriers.http import HttpCourier
from sync.envelope import Envelope, mint
from sync.keys import generate_signing_key
from tests.sync.conftest import EPOCH, HOUSE, NOW, Door, Reply, a_day, put_days, until


def is_empty(db):
    return outbox.status(db).waiting == 0


@pytest.fixture
def running(house_file):
    started = []

    def start(**options):
        started.append(
            Agent(house_file, longest_wait=0.05, start_after=0, rng=Random(1), **options)
        )
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.stop()


def test_a_step_brings_what_waits_and_forgets_it(db, hq, enrolled):
    put_days(db, 3)
    done = step(db)
    assert (done.settled, done.left, done.trouble, done.again) == (3, 0, None, False)
    assert [one.payload["d"] for one in hq.opened] == ["2026-11-01", "2026-11-02", "2026-11-03"]


def test_a_step_without_enrolment_or_envelopes_asks_nobody(db, hq):
    assert step(db) == agent.Step()
    assert hq.requests == 0


def test_nothing_to_say_asks_nobody(db, hq, enrolled):
    assert step(db) == agent.Step()
    assert hq.requests == 0


def test_a_long_wait_is_brought_in_several_steps(db, hq, enrolled):
    put_days(db, 30)
    for _ in range(100):
        outbox.put(db, "day", a_day(), NOW)
    first = step(db)
    assert (first.settled, first.left, first.again) == (100, 30, True)
    assert step(db).left == 0
    assert [one.seq for one in hq.opened] == list(range(1, 131))


def test_an_answer_that_got_lost_is_asked_for_again_and_changes_nothing_twice(db, hq, enrolled):
    put_days(db, 2)
    hq.reply = Reply(body=b"")
    assert step(db).trouble == agent.NOT_HEADQUARTERS
    assert len(hq.opened) == 2
    assert outbox.status(db).waiting == 2
    hq.reply = None
    assert step(db).settled == 2
    assert len(hq.opened) == 2


def test_an_answer_signed_by_another_is_not_believed(db, hq, enrolled):
    put_days(db, 1)
    forged = sign(Answer(HOUSE, EPOCH, 1, NOW), generate_signing_key()[0])
    hq.reply = Reply(body=forged)
    assert step(db).trouble == agent.NOT_HEADQUARTERS
    assert outbox.status(db).waiting == 1


@pytest.mark.parametrize(("house", "epoch"), [("litang-0001", EPOCH), (HOUSE, b"another1")])
def test_an_answer_for_another_house_or_epoch_is_not_believed(db, hq, enrolled, house, epoch):
    put_days(db, 1)
    hq.reply = Reply(body=sign(Answer(house, epoch, 1, NOW), hq.signing_key))
    assert "another" in step(db).trouble
    assert outbox.status(db).waiting == 1


def test_an_old_answer_replayed_forgets_nothing(db, hq, enrolled):
    put_days(db, 1)
    step(db)
    outbox.put(db, "day", a_day(2), NOW)
    hq.reply = Reply(body=sign(Answer(HOUSE, EPOCH, 1, NOW), hq.signing_key))
    assert step(db).trouble == agent.NOTHING_TAKEN
    assert outbox.status(db).waiting == 1


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
    assert step(db, told_time=told.append).trouble == agent.NOTHING_TAKEN
    hq.reply = Reply(body=sign(Answer(HOUSE, EPOCH, 2, NOW), generate_signing_key()[0]))
    assert step(db, told_time=told.append).trouble == agent.NOT_HEADQUARTERS
    assert told == []


def test_the_agent_passes_the_time_on(db, hq, enrolled, running):
    told = []
    put_days(db, 1)
    running(told_time=told.append)
    until(lambda: told == [NOW])


def test_rubbish_sent_in_the_houses_name_makes_it_forget_nothing(db, hq, enrolled):
    letter = Envelope(HOUSE, EPOCH, 1, "day", a_day())
    rubbish = mint(letter, generate_signing_key()[0], hq.sealing_key)
    heard = hq.receive(batch.encode([rubbish]))
    put_days(db, 1)
    hq.reply = heard
    assert step(db).trouble == agent.UNKNOWN_HERE
    assert outbox.status(db).waiting == 1
    hq.reply = None
    assert step(db).settled == 1


def test_a_refused_envelope_does_not_stop_the_others(db, hq, enrolled):
    put_days(db, 3)
    hq.poisoned = {2}
    assert step(db).settled == 3
    status = outbox.status(db)
    assert (status.waiting, status.set_aside) == (0, 1)


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

    assert step(db, carry).trouble == agent.NOT_HEADQUARTERS


def test_two_who_send_at_once_are_both_content(db, hq, enrolled):
    put_days(db, 2)

    def carry(envelopes):
        step(db)
        return HttpCourier(hq.url).carry(envelopes)

    assert step(db, carry).trouble is None
    assert len(hq.opened) == 2


def test_the_agent_brings_what_is_put_when_it_is_nudged(db, hq, enrolled, running):
    worker = running()
    until(worker.is_alive)
    put_days(db, 1)
    worker.nudge()
    until(lambda: is_empty(db))
    put_days(db, 1)
    worker.nudge()
    until(lambda: len(hq.opened) == 2)


def test_the_agent_lets_the_kiosk_start_first_unless_it_is_nudged(db, hq, enrolled, house_file):
    put_days(db, 1)
    worker = Agent(house_file, start_after=60)
    worker.start()
    time.sleep(0.2)
    assert hq.requests == 0
    worker.nudge()
    until(lambda: is_empty(db))
    worker.stop()


def test_what_waits_arrives_when_headquarters_comes_back_without_anyone_doing_anything(
    db, hq, enrolled, running, caplog
):
    caplog.set_level(logging.INFO, "sync.agent")
    put_days(db, 2)
    hq.reply = Reply(503)
    running()
    until(lambda: hq.requests > 5)
    assert outbox.status(db).trouble == "Headquarters cannot take anything right now."
    hq.reply = None
    until(lambda: is_empty(db))
    until(lambda: outbox.status(db).trouble is None)
    until(lambda: len(caplog.messages) == 2)
    assert [one.partition(":")[0] for one in caplog.messages] == [
        "Envelopes wait",
        "Envelopes go to headquarters again.",
    ]


def test_a_headquarters_that_was_off_and_is_started_gets_everything(db, hq, enrolled, running):
    door = Door(hq)
    url = hq.url
    door.shut()
    db.execute("UPDATE wire SET hq_url = ?", (url,))
    put_days(db, 2)
    running()
    until(lambda: outbox.status(db).trouble == "Headquarters cannot be reached.")
    again = Door(hq, door.server_port)
    until(lambda: is_empty(db))
    again.shut()


def test_a_refusal_that_trying_again_cannot_help_waits_the_longest(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(404, body=b"\xa1eerrorhUnknown.")
    worker = Agent(house_file, longest_wait=900, start_after=0)
    worker.start()
    until(lambda: outbox.status(db).trouble == "Headquarters refused: Unknown.")
    time.sleep(0.3)
    assert hq.requests == 1
    worker.stop()
    assert not worker.is_alive()


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


@pytest.mark.parametrize("start_after", [0, 60])
def test_the_agent_stops_at_once_while_it_waits(house_file, db, enrolled, start_after):
    worker = Agent(house_file, start_after=start_after)
    worker.start()
    time.sleep(0.1)
    start = time.monotonic()
    worker.stop()
    assert time.monotonic() - start < 1
    assert not worker.is_alive()


def test_the_agent_leaves_what_is_on_its_way_when_it_is_stopped(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(delay=2)
    worker = Agent(house_file, start_after=0)
    worker.start()
    until(lambda: hq.requests == 1)
    start = time.monotonic()
    worker.stop(within=0.1)
    assert time.monotonic() - start < 1
    assert outbox.status(db).waiting == 1
    worker.join(10)


def test_the_agent_outlives_a_database_that_is_missing_or_broken(tmp_path, caplog):
    path = tmp_path / "house.db"
    worker = Agent(path, longest_wait=0.02, start_after=0)
    worker.start()
    until(lambda: any("no house" in one for one in caplog.messages))
    path.write_bytes(b"this is no database, however long one looks at it" * 100)
    until(lambda: any("not a database" in one for one in caplog.messages))
    assert worker.is_alive()
    worker.stop()


def test_a_worker_never_started_can_be_stopped(house_file):
    Agent(house_file).stop()
