import subprocess
import sys
from dataclasses import replace
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.activities import Activity
from kiosk.domain.marks import mark_of

READING = Activity("读绘本", date(2026, 11, 24), time(15, 0), 45, frozenset({"a", "b", "c"}), 2)
_TELL = (
    "from datetime import date, time; from kiosk.domain.activities import Activity; "
    "print(Activity('读绘本', date(2026, 11, 24), time(15, 0), 45, frozenset('cba'), 2).mark)"
)


@given(st.text(), st.text())
def test_only_what_is_told_alike_bears_the_same_mark(one: str, other: str) -> None:
    assert (mark_of(one) == mark_of(other)) is (one == other)


def test_an_activity_that_changed_in_anything_bears_another_mark() -> None:
    changes: list[Activity] = [
        replace(READING, name="包汤圆"),
        replace(READING, day=date(2026, 11, 23)),
        replace(READING, start=time(16, 0)),
        replace(READING, minutes=46),
        replace(READING, participants=frozenset({"a", "b"})),
        replace(READING, others=3),
    ]
    assert len({READING.mark, *(one.mark for one in changes)}) == 7


def test_a_mark_is_the_same_after_the_house_was_started_anew() -> None:
    # The seed is what Python writes sets by.
    for seed in ("1", "2", "3"):
        told = subprocess.run(
            [sys.executable, "-c", _TELL],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == READING.mark
