"""What the sheets of a report tell."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from sync.hq.report import words
from sync.hq.report.gathering import Report
from sync.hq.told.sums import Felt
from tests.sync.hq.cast import Clock, Office
from tests.sync.hq.report.test_making import in_words, made, tell


def sheets(report: Report) -> list[list[tuple]]:
    """Read each sheet of a report's workbook."""
    book = load_workbook(io.BytesIO(in_words(report, "xlsx")))
    return [[*sheet.values] for sheet in book]


def test_a_workbook_tells_changes_standards_and_what_is_missing(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    report = made(small_office, "yudu")
    figures, *_, about = sheets(report)
    (told,) = (row for row in figures if row[0] == "Children on an open day")
    assert told[3] == round(told[1] - told[2], 1)
    (visits,) = (row for row in figures if row[0] == "Visits of children")
    assert visits[3] == visits[1] - visits[2] != 0
    # Room for what headquarters cannot know.
    assert figures[-1][0].startswith("Counselors trained") and figures[-1][1] is None
    *_, standards, _ = sheets(made(small_office, "yuexi"))
    assert ("2026-10", 3, 4, 75) in [row[1:5] for row in standards]
    said = [row[1] for row in about if row[0] == "What is missing"]
    with words.speaking("en"):
        assert said == [*words.missing(report)]


def test_services_that_are_known_of_both_periods_tell_how_they_changed(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    report = made(small_office, "yuexi")
    before = replace(report.total_before, services={"medical": 5}, months_told=1)
    figures, *_ = sheets(replace(report, total_before=before))
    (told,) = (row for row in figures if row[0] == "Medical aid")
    assert told[1:4] == (2, 5, -3)


def test_what_children_said_stands_beside_what_they_said_before_or_alone(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    report = made(small_office)
    before = replace(report.total_before, moods=Felt(12, (20, 30, 50)))
    now = replace(report.total, feedback=Felt(12, (10, 31, 59)))
    rows, *_ = sheets(replace(report, total=now, total_before=before))
    assert [row[1:3] for row in rows if str(row[0]).startswith("How ")] == [
        *((None, 20), (None, 30), (None, 50)),
        *((10, None), (31, None), (59, None)),
    ]
