from sync import outbox, records, settling
from sync.room import MOST_BYTES, MOST_ENVELOPES, has_room
from sync.status import wire_status
from tests.sync.conftest import EPOCH, HOUSE, NOW, Answer, a_day

TEN_YEARS = 10 * (365 + 12) + 3


def test_ten_years_of_silence_fit_and_then_nothing_is_minted_until_something_arrives(db, enrolled):
    with records.transaction(db):
        given = [outbox.put(db, "day", a_day(), NOW, readable=True) for _ in range(TEN_YEARS)]
        assert given == list(range(1, TEN_YEARS + 1))
        while outbox.put(db, "day", a_day(), NOW):
            pass
    assert wire_status(db).waiting == MOST_ENVELOPES
    (size,) = db.execute("SELECT sum(length(envelope)) FROM outbox").fetchone()
    assert size < MOST_BYTES // 2
    assert not outbox.takes(db, "day")
    assert outbox.put(db, "key", a_day(), NOW) == MOST_ENVELOPES + 1
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 2, NOW))
    assert outbox.put(db, "month", a_day(), NOW) == MOST_ENVELOPES + 2
    assert outbox.put(db, "month", a_day(), NOW) is None


def test_questions_leave_room_for_days(db, enrolled):
    with records.transaction(db):
        while outbox.put(db, "message", {"s": bytes(4144)}, NOW):
            pass
    assert 400 < wire_status(db).waiting < 600
    assert not has_room(db, "ask")
    assert has_room(db, "day")
    assert outbox.put(db, "day", a_day(), NOW)


def test_what_has_arrived_or_was_set_aside_takes_no_room(db, enrolled):
    with records.transaction(db):
        while outbox.put(db, "message", {"s": bytes(4144)}, NOW):
            pass
    settling.acknowledge(db, Answer(HOUSE, EPOCH, 10_000, NOW, tuple(range(1, 100))))
    assert has_room(db, "message")
