from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.errors import Refused
from sync.hq.standards import form, versions
from tests.sync.hq.cast import TODAY


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_version_begins_with_this_month_or_one_of_a_year(today: date) -> None:
    offered = form.months(today)
    assert offered[0] == today.replace(day=1)
    assert len(set(offered)) == form.AHEAD
    assert offered == sorted(offered)
    for month in offered:
        assert form.read_month(f"{month:%Y-%m}", today) == month
        versions.check(month, today, {"open": 80})


@pytest.mark.parametrize("typed", ["", "2026-10", "2027-11", "2026-11-24", "soon"])
def test_no_other_month_is_taken(typed: str) -> None:
    with pytest.raises(Refused):
        form.read_month(typed, TODAY)


def test_targets_are_read_of_what_is_ticked_in_the_order_of_the_catalog() -> None:
    typed = {"target-seen": "７５", "target-open": " 80 ％ ", "target-heard": "nonsense"}
    found = form.read_targets(["seen", "open"], typed)
    assert list(found.items()) == [("open", 80), ("seen", 75)]


@pytest.mark.parametrize("typed", ["", "many", "-5", "7.5", "1e1", "٣٠", "1000", "%"])
def test_a_target_is_a_whole_number(typed: str) -> None:
    with pytest.raises(Refused):
        form.read_targets(["open"], {"target-open": typed})


def test_what_is_not_in_the_catalog_is_refused() -> None:
    with pytest.raises(Refused):
        form.read_targets(["risk"], {"target-risk": "80"})


@given(st.text(max_size=8))
def test_nothing_typed_makes_more_than_a_sentence(typed: str) -> None:
    try:
        found = form.read_targets(["open"], {"target-open": typed})
        versions.check(TODAY, TODAY, found)
    except Refused:
        return
    assert 1 <= found["open"] <= 100
