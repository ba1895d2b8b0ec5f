import pytest

from sync import enrolment, outbox, settling
from sync.answer import Answer
from sync.envelope import open_envelope
from sync.errors import NotEnrolled
from sync.keys import own_keys, verify_key_of
from sync.keys.key_change import KeyChange
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, put_days


def test_the_old_key_tells_the_new_one_which_signs_what_comes_after(db, hq, enrolled):
    put_days(db, 1)
    before = outbox.waiting(db)[0].envelope
    new = own_keys.rotate(db, NOW)
    put_days(db, 1)
    first, change, after = outbox.waiting(db)
    assert first.envelope == before
    told = KeyChange.from_payload(
        open_envelope(change.envelope, hq.verify_key, hq.private_key).payload
    )
    told.check(HOUSE, EPOCH, change.seq)
    assert told.verify_key == new == verify_key_of(enrolment.known(db).signing_key)
    open_envelope(after.envelope, new, hq.private_key)


def test_a_change_is_no_summary(db, enrolled):
    own_keys.rotate(db, NOW)
    assert (wire_status(db).waiting, wire_status(db).summaries) == (1, 0)


def test_an_earlier_key_is_let_go_of_once_nothing_waits_that_it_signed(db, enrolled):
    put_days(db, 2)
    own_keys.rotate(db, NOW)
    own_keys.rotate(db, NOW)
    put_days(db, 1)
    for accepted, kept in ((2, 3), (3, 2), (4, 1), (5, 1)):
        settling.acknowledge(db, Answer(HOUSE, EPOCH, accepted, NOW))
        assert len(own_keys.line(db)) == kept
    assert db.execute("SELECT count(*) FROM earlier_keys").fetchone() == (0,)


def test_a_house_that_is_not_enrolled_has_no_key_to_change(db):
    with pytest.raises(NotEnrolled):
        own_keys.rotate(db, NOW)
