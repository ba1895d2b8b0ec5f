from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hq.errors import Refused
from sync.hq.standards import versions
from sync.hq.standards.catalog import STANDARDS
from sync.hq.standards.versions import FIRST, Version, in_force
from tests.sync.hq.cast import NOW, TODAY, Office

MONTHS = st.dates(date(2025, 1, 1), date(2028, 12, 31)).map(lambda day: day.replace(day=1))
TARGETS = st.dictionaries(st.sampled_from(sorted(STANDARDS)), st.integers(1, 100), min_size=1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Version], date]:
    """What administrators set in the course of time, each allowed on its day, and a day after."""
    known, today = [FIRST], date(2025, 1, 1)
    for number in range(1, draw(st.integers(0, 6)) + 1):
        today += timedelta(days=draw(st.integers(0, 120)))
        begins = max(draw(MONTHS), today.replace(day=1))
        targets = draw(TARGETS)
        versions.check(begins, today, targets)
        known.append(Version(number, begins, 0, "lin", targets))
    return known, today + timedelta(days=draw(st.integers(0, 40)))


@given(histories(), st.integers(0, 400), TARGETS, MONTHS)
def test_a_new_version_never_changes_how_a_past_month_is_judged(
    history: tuple[list[Version], date], ahead: int, targets: dict[str, int], month: date
) -> None:
    known, today = history
    begins = (today + timedelta(days=ahead)).replace(day=1)
    versions.check(begins, today, targets)
    more = [*known, Version(len(known), begins, 0, "lin", targets)]
    assert in_force(more, begins) is more[-1]
    if month < today.replace(day=1):
        assert in_force(more, month) is in_force(known, month)


@given(histories(), MONTHS)
def test_the_version_in_force_has_begun_and_no_other_begins_between(
    history: tuple[list[Version], date], month: date
) -> None:
    known, _ = history
    found = in_force(known, month)
    assert found.first_month <= month
    assert not [one for one in known if found.first_month < one.first_month <= month]
    assert not versions.is_overtaken(found, known)


@pytest.mark.parametrize("back", [1, 24, 300])
def test_a_version_cannot_begin_with_a_month_that_is_over(back: int) -> None:
    with pytest.raises(Refused, match="stays judged"):
        versions.check(TODAY.replace(day=1) - timedelta(days=back), TODAY, {"open": 80})


@pytest.mark.parametrize("targets", [{}, {"open": 0}, {"seen": 101}, {"risk": 80}])
def test_targets_are_of_standards_that_there_are(targets: dict[str, int]) -> None:
    with pytest.raises(Refused):
        versions.check(TODAY, TODAY, targets)


def test_what_was_set_is_read_back_as_it_was_set(office: Office) -> None:
    with office.hq.database.transaction() as connection:
        versions.add(connection, TODAY, {"seen": 70, "open": 85}, "lin", NOW, TODAY)
        versions.add(connection, date(2027, 3, 1), {"open": 95}, "chen", NOW, TODAY)
    with office.hq.database.reading() as connection:
        known = versions.everything(connection)
    assert known[0] is FIRST
    assert known[1:] == [
        Version(1, date(2026, 11, 1), int(NOW.timestamp()), "lin", {"seen": 70, "open": 85}),
        Version(2, date(2027, 3, 1), int(NOW.timestamp()), "chen", {"open": 95}),
    ]
    assert in_force(known, date(2026, 10, 1)) is FIRST
    assert in_force(known, date(2027, 2, 1)) is known[1]


def test_what_counted_before_anybody_set_a_version_is_the_same_for_ever() -> None:
    """Months of real houses were judged by it: another value here would judge them anew."""
    assert FIRST.targets == {"open": 80, "seen": 80, "heard": 90, "closed": 90, "answered": 90}
