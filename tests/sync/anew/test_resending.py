"""What headquarters takes no longer as it was minted goes inside new envelopes, once."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import enrolment, envelope, inbox, outbox, records, settling
from sync.anew import again, resending
from sync.answer import Answer, sign
from sync.enrolment import Enrolment
from sync.errors import BadEnvelope, NotEnrolled, OtherHouse
from sync.keys import generate_signing_key, hq_keys, own_keys, verify_key_of
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, TinyHeadquarters, a_day, put_days

NEW = b"epoch--2"
SAME_HOUSE = [HealthCheck.function_scoped_fixture]


def anew(enrolled: Enrolment) -> Enrolment:
    return replace(enrolled, epoch=NEW, signing_key=generate_signing_key()[0], enrolled_at=NOW + 9)


def opened(db: sqlite_utils.Database, hq: TinyHeadquarters) -> list[envelope.Envelope]:
    key = verify_key_of(enrolment.need(db).signing_key)
    waiting = outbox.everything_waiting(db)
    return [envelope.open_envelope(one.envelope, key, hq.private_key) for one in waiting]


def test_what_waits_goes_under_the_new_key_with_the_bytes_that_it_had(db, hq, enrolled):
    put_days(db, 2)
    inbox.ask(db, NOW)
    own_keys.rotate(db, NOW)
    outbox.put(db, "day", a_day(3), NOW, readable=True)
    before = {one.seq: one.envelope for one in outbox.everything_waiting(db) if one.kind == "day"}
    resending.enrol_again(db, anew(enrolled))
    waiting = opened(db, hq)
    assert [(one.epoch, one.seq, one.kind) for one in waiting] == [
        (NEW, seq, again.AGAIN) for seq in (1, 2, 3)
    ]
    assert [again.from_payload(one.payload) for one in waiting] == list(before.values())
    assert outbox.everything_waiting(db)[2].said == a_day(3)
    assert [outbox.first_number(db, NEW, seq) for seq in (1, 2, 3)] == [
        (EPOCH, seq) for seq in before
    ]
    assert wire_status(db).summaries == 3


def test_twice_enrolled_it_lies_inside_twice(db, hq, enrolled):
    put_days(db, 1)
    (first,) = outbox.everything_waiting(db)
    for number in (2, 3):
        resending.enrol_again(db, replace(anew(enrolled), epoch=b"epoch--%d" % number))
    (outer,) = opened(db, hq)
    middle = envelope.unseal(envelope.peek(again.from_payload(outer.payload)), hq.private_key)
    assert again.from_payload(middle) == first.envelope
    assert outbox.first_number(db, b"epoch--3", 1) == (EPOCH, 1)


def test_nothing_of_the_enrolment_before_is_believed_or_waited_for(db, hq, enrolled):
    put_days(db, 1)
    signing_key, verify_key = generate_signing_key()
    hq_keys.take(db, hq_keys.content(hq.sealing_key, verify_key))
    db.execute("UPDATE wire SET asked_at = ?, doubted_at = ?, trouble = 'old'", (NOW, NOW))
    resending.enrol_again(db, replace(anew(enrolled), hq_verify_key=verify_key))
    known = enrolment.need(db)
    said = Answer(HOUSE, NEW, 1, NOW)
    with pytest.raises(BadEnvelope):
        hq_keys.read_answer(db, known, sign(said, hq.signing_key))
    assert hq_keys.read_answer(db, known, sign(said, signing_key)) == said
    assert wire_status(db).trouble is None
    assert inbox.is_due(db, NOW)
    assert db.execute("SELECT doubted_at FROM wire").fetchone() == (None,)


def test_another_houses_name_is_not_taken(db, enrolled):
    put_days(db, 1)
    before = outbox.everything_waiting(db)
    with pytest.raises(OtherHouse, match="yuexi-0008"):
        resending.enrol_again(db, replace(anew(enrolled), house="yuexi-0008"))
    assert (enrolment.known(db), outbox.everything_waiting(db)) == (enrolled, before)


def test_only_a_house_that_was_enrolled_enrols_again(db, enrolled, tmp_path: Path):
    with closing(sqlite_utils.Database(memory=True)) as empty:
        records.create_tables(empty)
        inbox.create_tables(empty)
        with pytest.raises(NotEnrolled):
            resending.enrol_again(empty, anew(enrolled))


def test_what_is_refused_for_the_first_time_goes_in_a_new_epoch(db, hq, enrolled):
    put_days(db, 4)
    letters = outbox.everything_waiting(db)
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 3, NOW, (2, 3)))
    epoch = enrolment.need(db).epoch
    assert epoch != EPOCH
    fourth, *others = outbox.everything_waiting(db)
    assert fourth == letters[3]
    assert [(one.epoch, one.seq) for one in others] == [(epoch, 1), (epoch, 2)]
    assert wire_status(db).set_aside == 0


def test_what_is_refused_again_stays_set_aside(db, enrolled):
    put_days(db, 1)
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 1, NOW, (1,)))
    epoch = enrolment.need(db).epoch
    settling.acknowledge(db, Answer(HOUSE, epoch, 1, NOW, (1,)))
    assert outbox.everything_waiting(db) == []
    assert (wire_status(db).set_aside, enrolment.need(db).epoch) == (1, epoch)


def test_what_was_of_its_time_or_is_damaged_is_not_told_again(db, enrolled):
    inbox.ask(db, NOW)
    put_days(db, 1)
    db.execute("UPDATE outbox SET envelope = zeroblob(200) WHERE seq = 2")
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 2, NOW, (1, 2)))
    assert outbox.everything_waiting(db) == []
    assert (wire_status(db).set_aside, enrolment.need(db).epoch) == (2, EPOCH)


@settings(max_examples=40, suppress_health_check=SAME_HOUSE)
@given(st.lists(st.sets(st.integers(1, 8)), max_size=30), st.integers(1, 5))
def test_whatever_headquarters_refuses_telling_again_ends(db, enrolled, refusals, days):
    if db.execute("SELECT count(*) FROM outbox").fetchone() != (0,):
        db.execute("DELETE FROM outbox")
    put_days(db, days)
    rounds, refusals = 0, iter(refusals)
    while waiting := outbox.waiting(db):
        numbers = [one.seq for one in waiting]
        refused = sorted(next(refusals, set(numbers)).intersection(numbers))
        said = Answer(HOUSE, waiting[0].epoch, max(numbers), NOW, tuple(refused))
        settling.acknowledge(db, said, set(numbers))
        rounds += 1
        assert rounds <= 2 * days
    ends = "SELECT count(*) FROM outbox WHERE set_aside_at NOT NULL OR acknowledged_at NOT NULL"
    assert db.execute(ends).fetchone() == (days,)
