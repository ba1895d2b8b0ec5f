"""Headquarters changes its keys: a house follows, and keeps what was before until it has."""

import pytest

from sync import answer, enrolment, envelope, inbox, outbox
from sync.answer import Answer
from sync.errors import BadEnvelope
from sync.keys import generate_sealing_key, generate_signing_key, hq_keys, verify_key_of
from sync.messages import KEYS
from tests.sync.conftest import EPOCH, HOUSE, NOW, put_days


def told(*messages: list[object]) -> Answer:
    return Answer(HOUSE, EPOCH, 0, NOW, (), messages)


def new_pair() -> tuple[bytes, bytes, bytes, bytes]:
    return (*generate_sealing_key(), *generate_signing_key())


def test_the_house_seals_to_the_new_key_and_names_it(db, hq, enrolled):
    private, sealing_key, _, verify_key = new_pair()
    inbox.take(db, told([1, KEYS, hq_keys.content(sealing_key, verify_key)]))
    known = enrolment.need(db)
    assert (known.hq_sealing_key, known.hq_verify_key) == (sealing_key, verify_key)
    (ask,) = outbox.waiting(db)
    said = envelope.open_envelope(ask.envelope, hq.verify_key, private)
    assert said.payload == {"m": 1, "k": hq_keys.mark(sealing_key, verify_key)}
    assert hq_keys.sealing_keys(db) == [sealing_key, enrolled.hq_sealing_key]


def test_answers_of_before_are_taken_until_the_first_by_the_new_key(db, hq, enrolled):
    _, sealing_key, signing_key, verify_key = new_pair()
    hq_keys.take(db, hq_keys.content(sealing_key, verify_key))
    by_old, by_new = (answer.sign(told(), key) for key in (hq.signing_key, signing_key))
    known = enrolment.need(db)
    for data in (by_old, by_new, by_new):
        assert hq_keys.read_answer(db, known, data) == told()
    with pytest.raises(BadEnvelope):
        hq_keys.read_answer(db, known, by_old)


def test_two_changes_at_once_leave_the_first_key_good_for_answers(db, hq, enrolled):
    pairs = [new_pair() for _ in range(2)]
    contents = [hq_keys.content(pair[1], pair[3]) for pair in pairs]
    inbox.take(db, told([1, KEYS, contents[0]], [2, KEYS, contents[1]]))
    known = enrolment.need(db)
    assert known.hq_verify_key == pairs[1][3]
    for signing_key in (hq.signing_key, pairs[0][2], pairs[1][2]):
        hq_keys.read_answer(db, known, answer.sign(told(), signing_key))


def test_what_was_told_twice_changes_nothing(db, enrolled):
    hq_keys.take(db, hq_keys.content(enrolled.hq_sealing_key, enrolled.hq_verify_key))
    assert hq_keys.sealing_keys(db) == [enrolled.hq_sealing_key]


@pytest.mark.parametrize("content", [{}, {"s": bytes(32)}, {"s": bytes(32), "v": bytes(31)}])
def test_what_is_no_pair_of_keys_is_passed_over(db, enrolled, content):
    inbox.take(db, told([1, KEYS, content]))
    assert (enrolment.known(db), inbox.has(db)) == (enrolled, 1)


def test_who_is_not_headquarters_is_not_believed(db, enrolled):
    put_days(db, 1)
    forged = answer.sign(told(), generate_signing_key()[0])
    with pytest.raises(BadEnvelope):
        hq_keys.read_answer(db, enrolled, forged)
    assert verify_key_of(enrolled.signing_key) != enrolled.hq_verify_key
