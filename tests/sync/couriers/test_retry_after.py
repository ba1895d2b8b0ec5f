import pytest

from sync.backoff import LONGEST_ASKED
from sync.couriers.retry_after import seconds

NOON = "Tue, 24 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("60", 60),
        (" 7 ", 7),
        ("0", 0),
        ("000000000000042", 42),
        ("86400", LONGEST_ASKED),
        ("9" * 6000, LONGEST_ASKED),
        ("Tue, 24 Nov 2026 12:02:00 GMT", 120),
        ("Tue, 24 Nov 2026 20:02:00 +0800", 120),
        ("Tue, 24 Nov 2026 12:02:00 -0000", 120),
        ("Tue, 24 Nov 2026 11:59:59 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_ASKED),
    ],
)
def test_seconds_and_dates_are_read_and_never_stop_a_house_for_long(
    asked: str, expected: float
) -> None:
    assert seconds({"Retry-After": asked, "Date": NOON}) == expected


@pytest.mark.parametrize(
    "asked",
    ["", "soon", "-5", "+5", "1.5", "1e9", "inf", "nan", "٣٠", "³", "60, 60", "Tue, 99 Nov 2026"],
)
def test_what_cannot_be_read_asks_for_nothing(asked: str) -> None:
    assert seconds({"Retry-After": asked, "Date": NOON}) == 0
    assert seconds({}) == 0


@pytest.mark.parametrize("date", ["", "now", "24 Nov"])
def test_a_date_counts_from_that_of_the_answer_and_from_no_other_clock(date: str) -> None:
    assert seconds({"Retry-After": "Tue, 24 Nov 2026 12:02:00 GMT", "Date": date}) == 0
