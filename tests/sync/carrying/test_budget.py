from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.carrying import budget
from sync.carrying.budget import Budget, Leave

NOVEMBER = int(datetime(2026, 11, 10, tzinfo=UTC).timestamp())
DECEMBER = int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())


def test_a_month_begins_on_the_houses_calendar():
    assert budget.month_of(int(datetime(2026, 10, 31, 15, 59, tzinfo=UTC).timestamp())) == "2026-10"
    assert budget.month_of(int(datetime(2026, 10, 31, 16, 0, tzinfo=UTC).timestamp())) == "2026-11"
    assert budget.month_of(None) == ""


def test_what_is_spent_adds_up_month_by_month(db, enrolled):
    budget.limit(db, 1000)
    for now, sent, received in ((NOVEMBER, 100, 50), (NOVEMBER, 300, 20), (DECEMBER, 1, 2)):
        budget.spend(db, now, sent, received)
    assert budget.of(db, NOVEMBER) == Budget("2026-11", 1000, 400, 70, None)
    assert budget.of(db, NOVEMBER).left == 530
    assert budget.of(db, DECEMBER).left == 997


def test_what_was_spent_while_nobody_knew_the_date_counts_when_it_is_known(db, enrolled):
    budget.spend(db, None, 10, 20, newest_on="a start 0")
    budget.spend(db, None, 1, 2)
    assert budget.of(db, None) == Budget("", None, 11, 22, "a start 0")
    budget.spend(db, NOVEMBER, 100, 200)
    assert budget.of(db, NOVEMBER) == Budget("2026-11", None, 111, 222, None)
    assert budget.of(db, None).sent == 0


@pytest.mark.parametrize(
    ("used", "month", "newest_on", "leave"),
    [
        (0, "2026-11", None, Leave.ALL),
        (899, "2026-11", "today", Leave.ALL),
        (900, "2026-11", None, Leave.NEWEST),
        (900, "2026-11", "yesterday", Leave.NEWEST),
        (900, "2026-11", "today", Leave.NOTHING),
        (1000, "2026-11", None, Leave.NOTHING),
        (5000, "2026-11", "yesterday", Leave.NOTHING),
        (5000, "", "yesterday", Leave.ALL),
        (5000, "", "today", Leave.NOTHING),
    ],
)
def test_near_its_end_the_newest_goes_once_a_day_and_at_its_end_nothing(
    used, month, newest_on, leave
):
    assert Budget(month, 1000, used - used // 3, used // 3, newest_on).leave("today") is leave


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_without_a_limit_everything_goes(sent, received):
    month = Budget("2026-11", None, sent, received, "today")
    assert (month.leave("today"), month.left) == (Leave.ALL, None)


@given(st.integers(1, 10**9), st.integers(0, 2 * 10**9))
def test_the_more_was_spent_the_less_may_go(limit, used):
    order = [Leave.NOTHING, Leave.NEWEST, Leave.ALL]
    leaves = [
        order.index(Budget("2026-11", limit, sent, 0, None).leave("today"))
        for sent in (used, used + 1)
    ]
    assert leaves == sorted(leaves, reverse=True)
    assert Budget("2026-11", limit, used, 0, None).left == max(0, limit - used)
