"""What came: each message once, whatever is lost on the way, and none passed over."""

import sqlite3
from itertools import product

import pytest

from sync import answer, enrolment, inbox, outbox, settling
from sync.answer import Answer
from sync.carrying.step import step
from sync.keys import generate_signing_key
from sync.messages import ANNOUNCEMENT, ASK, GUIDANCE, PANEL, Ask, Message
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days

DAY = 24 * 3600
KEY = bytes(range(32))


def message(number: int, kind: str = ANNOUNCEMENT, **content: object) -> list[object]:
    return Message(number, kind, {"a": NOW, "t": f"题{number}", "b": "文", **content}).plain()


class Speaking:
    """A headquarters that answers what it has, from what the house said last that it has."""

    def __init__(self, hq, *messages):
        self.hq, self.messages, self.has = hq, messages, None
        self.asks = 0
        self.lost = 0

    def carry(self, envelopes):
        data = self.hq.receive_all(envelopes)
        for opened in self.hq.opened:
            if opened.kind == ASK:
                self.has = Ask.from_payload(opened.payload).has
        self.asks = sum(one.kind == ASK for one in self.hq.opened)
        said = answer.verify(data, self.hq.hq_verify_key)
        down = () if self.has is None else self.messages[self.has :]
        if self.lost:
            self.lost -= 1
            return b""
        full = Answer(HOUSE, said.epoch, said.accepted, said.at, said.refused, down)
        return answer.sign(full, self.hq.signing_key)


@pytest.fixture
def speaking(hq, enrolled):
    from sync import batch

    hq.receive_all = lambda envelopes: hq.receive(batch.encode(envelopes)).body
    return Speaking(hq, message(1), message(2, GUIDANCE), message(3, "well-2", z=[1, None]))


def send_all(db, speaking):
    done = step(db, speaking.carry)
    while done.again:
        done = step(db, speaking.carry)
    return done


def numbers(db):
    return [row[0] for row in db.execute("SELECT number FROM inbox ORDER BY number").fetchall()]


def test_a_house_asks_and_says_what_it_has_got(db, speaking):
    inbox.ask(db, NOW)
    assert send_all(db, speaking).trouble is None
    assert numbers(db) == [1, 2, 3]
    assert (speaking.has, speaking.asks) == (3, 2)
    assert wire_status(db).waiting == 0


@pytest.mark.parametrize("lost", [1, 2, 5])
def test_a_lost_answer_brings_each_message_once_all_the_same(db, speaking, lost):
    inbox.ask(db, NOW)
    speaking.lost = lost
    while step(db, speaking.carry).trouble:
        assert numbers(db) == []
    send_all(db, speaking)
    assert numbers(db) == [1, 2, 3]
    assert speaking.has == 3


def test_the_same_answer_twice_counts_once_and_is_told_once(db, enrolled):
    said = Answer(HOUSE, EPOCH, 0, NOW, (), (message(1), message(2)))
    assert [inbox.take(db, said) for _ in range(3)] == [2, 0, 0]
    assert numbers(db) == [1, 2]
    assert [one.kind for one in outbox.waiting(db)] == [ASK]


def test_what_lies_beyond_a_hole_comes_again_once_headquarters_has_heard(db, enrolled):
    said = Answer(HOUSE, EPOCH, 0, NOW, (), (message(1), message(3), message(4)))
    assert inbox.take(db, said) == 1
    assert numbers(db) == [1]
    assert inbox.take(db, Answer(HOUSE, EPOCH, 0, NOW, (), (message(2), message(3)))) == 2
    assert numbers(db) == [1, 2, 3]


def test_a_message_that_makes_no_sense_holds_no_acknowledgement_back(db, hq, speaking):
    speaking.messages = (message(1), ["2", ANNOUNCEMENT, {}], message(3))
    put_days(db, 2)
    inbox.ask(db, NOW)
    assert send_all(db, speaking).trouble is None
    assert numbers(db) == [1]
    assert wire_status(db).waiting == 0


def test_a_kind_that_is_not_known_is_kept_with_all_it_says(db, enrolled):
    inbox.take(db, Answer(HOUSE, EPOCH, 0, NOW, (), (message(1, "well-2", z=[1, None, b"\0"]),)))
    (came,) = inbox.came(db, ["well-2"])
    assert came.content["z"] == [1, None, b"\0"]
    assert inbox.unread(db, [ANNOUNCEMENT]) == 0


def test_an_old_answer_said_again_brings_back_no_old_key(db, enrolled):
    first = Answer(HOUSE, EPOCH, 0, NOW, (), (message(1, PANEL, k=KEY),))
    second = Answer(HOUSE, EPOCH, 0, NOW, (), (message(2, PANEL, k=KEY[::-1]),))
    for said in (first, second, first, second, first):
        inbox.take(db, said)
    assert inbox.panel_key(db) == KEY[::-1]
    inbox.take(db, Answer(HOUSE, EPOCH, 0, NOW, (), (message(3, PANEL, k=b"short"),)))
    assert inbox.panel_key(db) == KEY[::-1]


def test_message_and_acknowledgement_are_kept_together_or_not_at_all(db, speaking):
    put_days(db, 1)
    inbox.ask(db, NOW)
    db.execute("CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(sqlite3.IntegrityError):
        step(db, speaking.carry)
    assert wire_status(db).waiting == 2
    assert numbers(db) == []
    db.execute("DROP TRIGGER full")
    send_all(db, speaking)
    assert numbers(db) == [1, 2, 3]


def test_what_was_read_first_stays_when_it_was_read(db, enrolled):
    inbox.take(db, Answer(HOUSE, EPOCH, 0, NOW, (), (message(1), message(2))))
    assert inbox.unread(db, [ANNOUNCEMENT]) == 2
    inbox.read(db, 1, NOW + 5)
    inbox.read(db, 1, NOW + 9)
    assert [one.read_at for one in inbox.came(db, [ANNOUNCEMENT])] == [None, NOW + 5]
    assert inbox.unread(db, [ANNOUNCEMENT]) == 1


def test_a_house_asks_at_once_then_at_most_once_a_day(db, speaking):
    assert inbox.is_due(db, NOW)
    inbox.ask(db, NOW)
    assert not inbox.is_due(db, NOW + 9 * DAY)
    send_all(db, speaking)
    for later, due in ((0, False), (DAY - 1, False), (DAY, True), (9 * DAY, True)):
        assert inbox.is_due(db, NOW + later) is due
    # A clock that leapt back must not silence the house for years.
    assert inbox.is_due(db, 0)


def test_an_answer_to_anything_else_is_as_good_as_asking(db, enrolled, hq):
    inbox.ask(db, NOW - 3 * DAY)
    assert step(db).trouble is None
    assert not inbox.is_due(db, NOW + DAY - 1)
    assert inbox.is_due(db, NOW + DAY)


def test_asking_by_hand_adds_one_ask_to_what_waits(db, enrolled):
    put_days(db, 1)
    for _ in range(3):
        inbox.ask(db, NOW)
    assert [one.kind for one in outbox.waiting(db)] == ["day", ASK]


def test_beside_what_waits_a_house_asks_after_two_days_without_an_answer(db, speaking):
    inbox.ask(db, NOW)
    send_all(db, speaking)
    put_days(db, 1)
    for later, due in ((DAY, False), (2 * DAY - 1, False), (2 * DAY, True)):
        assert inbox.is_due(db, NOW + later) is due
    inbox.ask(db, NOW + 2 * DAY)
    assert not inbox.is_due(db, NOW + 9 * DAY)


def test_an_ask_of_the_epoch_before_keeps_no_restored_house_from_asking(db, enrolled):
    inbox.ask(db, NOW)
    enrolment.new_epoch(db)
    assert inbox.is_due(db, NOW)
    inbox.ask(db, NOW)
    assert not inbox.is_due(db, NOW)
    assert [(one.kind, one.seq) for one in outbox.everything_waiting(db)] == [(ASK, 1), (ASK, 1)]


def test_a_month_of_evenings_whose_day_arrives_brings_no_ask_along(db, enrolled):
    inbox.ask(db, NOW)
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 1, NOW))
    # The caretaker comes by within 20 s of closing time, and an answer takes some of its own.
    for evening, (late, takes) in enumerate(product(range(0, 20, 4), range(0, 12, 2)), start=1):
        closing = NOW + evening * DAY + late
        outbox.put(db, "day", a_day(evening), closing, readable=True)
        assert not inbox.is_due(db, closing)
        settling.acknowledge(db, Answer(HOUSE, EPOCH, evening + 1, closing + takes))
    assert wire_status(db).acknowledged_seq == 31


def test_a_restored_house_asks_anew(db, speaking):
    inbox.ask(db, NOW)
    send_all(db, speaking)
    enrolment.new_epoch(db)
    assert inbox.is_due(db, NOW)


def test_a_house_that_knows_no_headquarters_asks_nobody(db):
    assert not inbox.is_due(db, NOW)
    inbox.ask(db, NOW)
    assert outbox.waiting(db) == []
    assert inbox.panel_key(db) is None


def test_a_question_and_an_ask_are_no_summaries(db, enrolled):
    put_days(db, 2)
    outbox.put(db, ASK, Ask(0).payload(), NOW)
    outbox.put(db, "message", {"s": generate_signing_key()[0]}, NOW)
    status = wire_status(db)
    assert (status.waiting, status.summaries) == (4, 2)
