import logging
import time
from dataclasses import replace
from random import Random

import pytest
from psutil import NoSuchProcess, Process

from sync import batch
from sync.agent import Agent, Terms
from sync.carrying import budget, tries
from sync.status import wire_status
from tests.processes import free_port
from tests.sync.conftest import NOW, Door, Reply, put_days, until

BRISK = Terms(longest_wait=0.05)


def is_empty(db):
    return wire_status(db).waiting == 0


@pytest.fixture
def running(house_file):
    started = []

    def start(**options):
        started.append(Agent(house_file, terms=BRISK, start_after=0, rng=Random(1), **options))
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.stop()


def test_the_agent_passes_the_time_on(db, hq, enrolled, running):
    told = []
    put_days(db, 1)
    running(told_time=told.append)
    until(lambda: told == [NOW])


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
    assert wire_status(db).trouble == "Headquarters cannot take anything right now."
    hq.reply = None
    until(lambda: is_empty(db))
    until(lambda: wire_status(db).trouble is None)
    until(lambda: len(caplog.messages) == 2)
    assert [one.partition(":")[0] for one in caplog.messages] == [
        "Envelopes wait",
        "Envelopes go to headquarters again.",
    ]


def test_a_headquarters_that_was_off_and_is_started_gets_everything(db, hq, enrolled, running):
    door = Door(hq, free_port())
    url = hq.url
    door.shut()
    db.execute("UPDATE wire SET hq_url = ?", (url,))
    put_days(db, 2)
    running()
    until(lambda: wire_status(db).trouble == "Headquarters cannot be reached.")
    again = Door(hq, door.server_port)
    until(lambda: is_empty(db))
    again.shut()


def test_a_house_comes_back_when_it_was_asked_to_and_no_sooner(db, hq, enrolled, running):
    put_days(db, 1)
    hq.reply = Reply(429, headers={"Retry-After": "1"})
    began = time.monotonic()
    worker = running()
    until(lambda: tries.kept(db)[0] == 1)
    hq.reply = None
    put_days(db, 1)
    worker.nudge()
    until(lambda: is_empty(db))
    # What came meanwhile went as soon as it might, with what was asked to wait.
    assert 0.9 < time.monotonic() - began < 4
    assert hq.requests == 2


def test_what_a_person_wants_goes_although_headquarters_asked_to_wait(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(503, headers={"Retry-After": "600"})
    worker = Agent(house_file, start_after=0)
    worker.start()
    until(lambda: tries.kept(db)[0] == 1)
    assert 590 <= tries.kept(db)[1] - time.time() <= 603
    hq.reply = None
    worker.nudge()
    time.sleep(0.3)
    assert hq.requests == 1
    worker.send_now()
    until(lambda: is_empty(db))
    worker.stop()


def test_a_house_that_was_asked_to_wait_stops_at_once(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(503, headers={"Retry-After": "600"})
    worker = Agent(house_file, start_after=0)
    worker.start()
    until(lambda: tries.kept(db)[0] == 1)
    worker.stop()
    assert not worker.is_alive()
    again = Agent(house_file, start_after=0)
    again.start()
    time.sleep(0.3)
    assert hq.requests == 1
    again.stop()


def test_a_refusal_that_trying_again_cannot_help_waits_the_longest(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(404, body=b"\xa1eerrorhUnknown.")
    worker = Agent(house_file, start_after=0)
    worker.start()
    until(lambda: wire_status(db).trouble == "Headquarters refused: Unknown.")
    time.sleep(0.3)
    assert hq.requests == 1
    worker.stop()
    assert not worker.is_alive()


def test_a_restarted_kiosk_waits_on_and_somebody_can_end_it(db, hq, enrolled, house_file):
    put_days(db, 1)
    tries.note_wait(db, 9, int(time.time()) + 600)
    worker = Agent(house_file, start_after=0)
    worker.start()
    time.sleep(0.5)
    assert hq.requests == 0
    worker.nudge()
    until(lambda: is_empty(db))
    until(lambda: tries.kept(db) == (0, None))
    worker.stop()


def test_a_restarted_kiosk_begins_no_new_row_of_tries(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(503)
    tries.note_wait(db, 9, int(time.time()) - 1)
    worker = Agent(house_file, start_after=0)
    worker.start()
    until(lambda: tries.kept(db)[0] == 10)
    time.sleep(0.3)
    assert hq.requests == 1
    worker.stop()


def test_a_used_up_month_sends_only_what_a_person_asks_for(db, hq, enrolled, house_file):
    for _ in range(5):
        put_days(db, 25)
    terms = Terms(month_bytes=1000, now=lambda: NOW)
    budget.spend(db, NOW, 1000, 0)
    worker = Agent(house_file, terms=terms, start_after=0)
    worker.start()
    worker.nudge()
    time.sleep(0.3)
    assert hq.requests == 0
    # All of it, in as many requests as that takes.
    worker.send_now()
    until(lambda: is_empty(db))
    put_days(db, 1)
    worker.nudge()
    time.sleep(0.3)
    assert hq.requests == 2
    worker.stop()


def carries(process):
    try:
        return "sync.couriers" in process.cmdline()
    except NoSuchProcess:  # it ends just now
        return False


def test_no_line_is_kept_open_while_nothing_is_to_be_said(db, hq, enrolled, house_file):
    put_days(db, 1)
    worker = Agent(house_file, terms=replace(BRISK, apart=True), start_after=0)
    worker.start()
    until(lambda: is_empty(db), 30)
    until(lambda: not any(carries(one) for one in Process().children()))
    put_days(db, 1)
    worker.nudge()
    until(lambda: len(hq.opened) == 2, 30)
    worker.stop()


def test_who_ends_the_wait_ends_the_row_of_failures_with_it(db, hq, enrolled, house_file):
    put_days(db, 1)
    hq.reply = Reply(503)
    tries.note_wait(db, 9, NOW + 900)
    worker = Agent(house_file, terms=Terms(now=lambda: NOW), start_after=0)
    worker.start()
    until(lambda: worker._tries == 9)
    worker.nudge()
    until(lambda: tries.kept(db)[0] == 1)
    worker.stop()


def test_a_link_that_comes_and_goes_is_news_once_a_minute(house_file):
    worker = Agent(house_file)
    assert [worker._is_news() for _ in range(3)] == [True, False, False]


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
    assert wire_status(db).waiting == 1
    worker.join(10)


def test_the_agent_outlives_a_database_that_is_missing_or_broken(tmp_path, caplog):
    path = tmp_path / "house.db"
    worker = Agent(path, terms=Terms(longest_wait=0.02), start_after=0)
    worker.start()
    until(lambda: any("no house" in one for one in caplog.messages))
    path.write_bytes(b"this is no database, however long one looks at it" * 100)
    until(lambda: any("not a database" in one for one in caplog.messages))
    assert worker.is_alive()
    worker.stop()


def test_the_agent_outlives_what_nobody_foresaw(db, hq, enrolled, running, caplog):
    def carry(envelopes):
        if not caplog.messages:
            raise MemoryError
        return hq.receive(batch.encode(envelopes)).body

    put_days(db, 1)
    running(carry=carry)
    until(lambda: is_empty(db))
    assert "MemoryError" in caplog.text


def test_a_worker_never_started_can_be_stopped(house_file):
    Agent(house_file).stop()
