import pytest

from sync import enrolment, outbox, settling
from sync.answer import Answer, sign
from sync.errors import BadEnvelope
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, a_day, put_days


def seqs(db):
    return [one.seq for one in outbox.waiting(db)]


def rows(db, columns):
    return db.execute(f"SELECT {columns} FROM outbox ORDER BY seq").fetchall()


def said(accepted, refused=(), house=HOUSE, epoch=EPOCH, at=NOW):
    return Answer(house, epoch, accepted, at, tuple(refused))


def test_bytes_go_only_with_an_answer_and_headers_stay(db, enrolled):
    put_days(db, 3)
    assert settling.acknowledge(db, said(2), {1, 2, 3}) == 2
    assert seqs(db) == [3]
    assert rows(db, "seq, envelope IS NULL, acknowledged_at") == [
        (1, 1, NOW),
        (2, 1, NOW),
        (3, 0, None),
    ]
    assert outbox.put(db, "day", a_day(4), NOW) == 4


def test_the_same_answer_twice_changes_nothing(db, enrolled):
    put_days(db, 2)
    assert settling.acknowledge(db, said(2)) == 2
    before = rows(db, "*")
    assert settling.acknowledge(db, said(2, at=NOW + 60)) == 0
    assert rows(db, "*") == before


def test_an_answer_of_before_that_settles_nothing_does_not_put_the_time_back(db, enrolled):
    put_days(db, 2)
    settling.acknowledge(db, said(2))
    settling.acknowledge(db, said(1, at=NOW - 60), asked_now=True)
    assert db.execute("SELECT acknowledged_at FROM wire").fetchone() == (NOW,)


def test_one_that_was_refused_or_has_arrived_is_not_dropped_once_more(db, enrolled):
    put_days(db, 3)
    settling.acknowledge(db, said(2, [2]))
    before = rows(db, "*")
    for seq in (1, 2):
        assert settling.acknowledge_one(db, EPOCH, seq, NOW + 60) == 0
    assert rows(db, "*") == before


@pytest.mark.parametrize("wrong", [{"house": "litang-0001"}, {"epoch": b"another1"}], ids=str)
def test_an_answer_for_another_house_or_epoch_changes_nothing(db, enrolled, wrong):
    put_days(db, 2)
    with pytest.raises(BadEnvelope, match="another house"):
        settling.acknowledge(db, said(2, **wrong))
    assert seqs(db) == [1, 2]
    assert not db.conn.in_transaction


def test_an_answer_of_an_earlier_epoch_settles_nothing_of_that_either(db, hq, enrolled):
    put_days(db, 1)
    enrolment.new_epoch(db)
    put_days(db, 1)
    of_now = outbox.everything_waiting(db)[1:]
    with pytest.raises(BadEnvelope, match="another epoch"):
        settling.settle(db, enrolment.need(db), of_now, sign(said(1), hq.signing_key))
    assert wire_status(db).waiting == 2


def test_a_refused_envelope_is_set_aside_whole_and_the_others_go(db, enrolled):
    put_days(db, 3)
    # As if it had been told once more already.
    db.execute("UPDATE outbox SET refused_before = 1")
    settling.acknowledge(db, said(3, refused=[2]), {1, 2, 3})
    assert seqs(db) == []
    assert rows(db, "seq, envelope IS NULL, set_aside_at") == [
        (1, 1, None),
        (2, 0, NOW),
        (3, 1, None),
    ]
    assert wire_status(db).set_aside == 1


def test_an_answer_says_nothing_of_what_its_request_did_not_carry(db, enrolled):
    put_days(db, 4)
    settling.acknowledge(db, said(4, refused=[4]), {1, 2})
    assert seqs(db) == [3, 4]


def test_a_refusal_of_what_the_house_did_not_sign_settles_nothing(db, enrolled):
    put_days(db, 2)
    assert settling.acknowledge(db, said(1, refused=[2]), {1, 2}) == 1
    assert seqs(db) == [2]
