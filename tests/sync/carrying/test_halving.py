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


def test_what_went_wrong_first_is_told_and_the_latest_answer_that_settled_something(
    db, hq, enrolled
):
    put_days(db, 4)
    answers = {1: (1, 9), 2: (1, 7)}

    def exchange(piece):
        if len(piece) > 1 or piece[0].seq == 3:
            raise RefusedWhole(f"No, from {piece[0].seq}.", permanent=True)
        if piece[0].seq == 4:
            raise RefusedWhole("No more.", permanent=True)
        return answers[piece[0].seq]

    done = halving.bring(outbox.waiting(db), exchange)
    assert (done.settled, done.at, str(done.trouble)) == (2, 9, "No, from 3.")
