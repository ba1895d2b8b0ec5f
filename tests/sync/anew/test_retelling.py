import pytest

from sync import cbor, enrolment, outbox, settling
from sync.anew import retelling
from sync.anew.retelling import Loss
from sync.answer import Answer, sign
from sync.envelope import open_envelope
from sync.errors import NothingTaken
from sync.keys import own_keys
from sync.status import wire_status
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
    ("answer", "loss"),
    [
        (said(1, NOW + 3600), Loss.DOUBTED),
        (said(0, NOW + 121), Loss.DOUBTED),
        (said(3, NOW + 3600), Loss.NONE),
        # One of before, on a stick, or one that another has overtaken.
        (said(1, NOW - 3600), Loss.NONE),
        (said(1, NOW + 60), Loss.NONE),
        (said(1, NOW + 120), Loss.NONE),
        (said(0, NOW + 3600, epoch=b"another1"), Loss.NONE),
    ],
)
def test_only_a_later_answer_that_accepts_less_lets_the_house_doubt(ahead, answer, loss):
    assert retelling.weigh(ahead, answer) == loss


def test_a_second_one_that_is_later_still_tells_of_a_restore(ahead):
    first, second = said(1, NOW + 3600), said(1, NOW + 3601)
    assert [retelling.weigh(ahead, one) for one in (first, first, second)] == [
        Loss.DOUBTED,
        Loss.NONE,
        Loss.SURE,
    ]


@pytest.mark.parametrize("at", [NOW - 3600, NOW + 3600])
def test_nothing_is_told_anew_for_one_answer_alone(ahead, hq, at):
    put_days(ahead, 1)
    known, signed = enrolment.need(ahead), sign(said(1, at), hq.signing_key)
    with pytest.raises(NothingTaken):
        settling.settle(ahead, known, outbox.waiting(ahead), signed)
    assert [one.seq for one in outbox.everything_waiting(ahead)] == [4]


def test_what_was_lost_waits_again_once_a_second_answer_says_so(ahead, hq):
    put_days(ahead, 1)
    known, signed = enrolment.need(ahead), sign(said(1, NOW + 3601), hq.signing_key)
    retelling.weigh(ahead, said(1, NOW + 3600))
    asked = outbox.everything_waiting(ahead)
    assert settling.settle(ahead, known, asked, signed) == (0, NOW + 3601)
    assert [one.seq for one in outbox.everything_waiting(ahead)] == [2, 3, 4]


def test_one_of_a_time_when_headquarters_clock_was_ahead_changes_nothing(ahead):
    assert retelling.weigh(ahead, said(1, NOW + 3600)) is Loss.DOUBTED
    settling.acknowledge(ahead, said(1, NOW + 3600))
    assert retelling.weigh(ahead, said(3, NOW + 60)) is Loss.NONE
    assert retelling.weigh(ahead, said(1, NOW + 7200)) is Loss.DOUBTED
    assert wire_status(ahead).acknowledged_seq == 3
    assert outbox.waiting(ahead) == []


def test_a_new_epoch_begins_without_doubt(ahead, enrolled):
    retelling.weigh(ahead, said(1, NOW + 3600))
    enrolment.new_epoch(ahead)
    put_days(ahead, 1)
    epoch = enrolment.need(ahead).epoch
    settling.acknowledge(ahead, said(1, NOW + 4000, epoch=epoch))
    assert retelling.weigh(ahead, said(0, NOW + 5000, epoch=epoch)) is Loss.DOUBTED


def test_what_can_be_read_is_told_and_the_rest_leaves_no_hole(ahead, hq):
    assert retelling.tell_anew(ahead, said(0, NOW + 3600)) == 3
    waiting = outbox.waiting(ahead)
    assert [one.seq for one in waiting] == [1, 2, 3]
    told = [open_envelope(one.envelope, hq.verify_key, hq.private_key) for one in waiting]
    assert [(one.seq, one.kind) for one in told] == [(1, "day"), (2, "lost"), (3, "lost")]
    assert cbor.encode(told[0].payload) == cbor.encode(a_day(1))
    assert told[1].payload == {"k": "day"}
    assert [one.kind for one in waiting] == ["day", "lost", "lost"]


def test_what_an_epoch_of_before_has_lost_takes_nothing_from_that_of_today(ahead):
    enrolment.new_epoch(ahead)
    put_days(ahead, 1)
    settling.acknowledge(ahead, said(1, epoch=enrolment.need(ahead).epoch))
    assert retelling.tell_anew(ahead, said(0, NOW + 3600)) == 3
    assert wire_status(ahead).acknowledged_seq == 1


@pytest.mark.parametrize("refused", [(), (2,)])
def test_a_change_of_keys_is_not_told_anew_by_the_key_that_it_told(db, enrolled, refused):
    put_days(db, 1)
    own_keys.rotate(db, NOW)
    put_days(db, 1)
    settling.acknowledge(db, said(3, refused=refused))
    assert retelling.tell_anew(db, said(0, NOW + 3600)) == 2
    assert [(one.seq, one.kind) for one in outbox.everything_waiting(db)] == [
        (1, "lost"),
        (3, "lost"),
    ]


def test_what_the_card_has_damaged_since_is_lost_and_holds_nothing_back(ahead, hq):
    ahead.execute("UPDATE outbox SET said = CAST(x'ff' || substr(said, 2) AS BLOB) WHERE seq = 1")
    assert retelling.tell_anew(ahead, said(0, NOW + 3600)) == 3
    told = open_envelope(outbox.waiting(ahead)[0].envelope, hq.verify_key, hq.private_key)
    assert (told.kind, told.payload) == ("lost", {"k": "day"})


def test_what_still_waits_stays_as_it_was_minted(ahead):
    put_days(ahead, 1)
    before = outbox.waiting(ahead)[-1].envelope
    retelling.tell_anew(ahead, said(1, NOW + 3600))
    waiting = outbox.waiting(ahead)
    assert [one.seq for one in waiting] == [2, 3, 4]
    assert waiting[-1].envelope == before


def test_what_was_set_aside_goes_again_as_it_is_and_stays_aside_if_it_is_refused_again(
    db, enrolled
):
    put_days(db, 3)
    settling.acknowledge(db, said(2, refused=(2,)))
    epoch = enrolment.need(db).epoch
    (refused,) = [one for one in outbox.everything_waiting(db) if one.epoch == epoch]
    put_days(db, 1)
    settling.acknowledge(db, said(2, epoch=epoch, refused=(1,)))
    assert wire_status(db).set_aside == 1

    assert retelling.tell_anew(db, said(0, NOW + 3600, epoch=epoch)) == 2
    first, second = (one for one in outbox.everything_waiting(db) if one.epoch == epoch)
    assert (first.seq, first.envelope, second.seq) == (1, refused.envelope, 2)
    assert wire_status(db).set_aside == 0
    settling.acknowledge(db, said(2, NOW + 3700, epoch=epoch, refused=(1,)))
    assert [one.epoch for one in outbox.everything_waiting(db)] == [EPOCH]
    assert (wire_status(db).set_aside, enrolment.need(db).epoch) == (1, epoch)
