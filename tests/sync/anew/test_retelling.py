import pytest

from sync import cbor, outbox, settling
from sync.anew import retelling
from sync.answer import Answer
from sync.envelope import open_envelope
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


def said(accepted, at=NOW, **more):
    return Answer(**({"house": HOUSE, "epoch": EPOCH, "accepted": accepted, "at": at} | more))


@pytest.fixture
def ahead(db, enrolled):
    """A house whose three envelopes headquarters had."""
    outbox.put(db, "day", a_day(1), NOW, readable=True)
    put_days(db, 2)
    settling.acknowledge(db, said(3))
    return db


@pytest.mark.parametrize(
    ("answer", "is_behind"),
    [
        (said(1, NOW + 3600), True),
        (said(0, NOW + 121), True),
        (said(3, NOW + 3600), False),
        # One of before, on a stick, or one that another has overtaken.
        (said(1, NOW - 3600), False),
        (said(1, NOW + 60), False),
        (said(0, NOW + 3600, epoch=b"another1"), False),
    ],
)
def test_only_a_later_answer_that_accepts_less_tells_of_a_restore(ahead, answer, is_behind):
    assert retelling.is_behind(ahead, answer) == is_behind


def test_what_can_be_read_is_told_and_the_rest_leaves_no_hole(ahead, hq):
    assert retelling.tell_anew(ahead, said(0, NOW + 3600)) == 3
    waiting = outbox.waiting(ahead)
    assert [one.seq for one in waiting] == [1, 2, 3]
    told = [open_envelope(one.envelope, hq.verify_key, hq.private_key) for one in waiting]
    assert [(one.seq, one.kind) for one in told] == [(1, "day"), (2, "lost"), (3, "lost")]
    assert cbor.encode(told[0].payload) == cbor.encode(a_day(1))
    assert told[1].payload == {"k": "day"}


def test_what_still_waits_stays_as_it_was_minted(ahead):
    put_days(ahead, 1)
    before = outbox.waiting(ahead)[-1].envelope
    retelling.tell_anew(ahead, said(1, NOW + 3600))
    waiting = outbox.waiting(ahead)
    assert [one.seq for one in waiting] == [2, 3, 4]
    assert waiting[-1].envelope == before
