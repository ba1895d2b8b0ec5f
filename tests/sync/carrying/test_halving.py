from sync import outbox
from sync.carrying import halving
from sync.errors import CourierError, RefusedWhole
from tests.sync.conftest import put_days


def test_who_refuses_some_and_then_asks_to_be_left_alone_is_left_alone(db, hq, enrolled):
    put_days(db, 4)
    refusal, busy = RefusedWhole("No.", permanent=True), CourierError("Busy.", retry_after=60)

    def exchange(piece):
        if any(one.seq < 2 for one in piece):
            raise refusal
        if any(one.seq > 2 for one in piece):
            raise busy
        return 1, 9

    done = halving.bring(outbox.waiting(db), exchange)
    assert (done.settled, done.trouble, done.retry_after) == (1, refusal, 60)
