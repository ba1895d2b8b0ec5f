"""What the tidy table of a report tells."""

import csv
import io
from dataclasses import replace

from sync.hq.told.sums import Felt
from tests.sync.hq.cast import Clock, Office
from tests.sync.hq.report.test_making import in_words, made, tell


def test_csv_tells_the_months_of_a_longer_period_and_all_that_a_month_told(
    small_office: Office, clock: Clock
) -> None:
    tell(small_office, clock)
    report = made(small_office, "yuexi", "2026-Q4")
    felt = {"moods": Felt(12, (20, 30, 50)), "feedback": Felt(12, (10, 31, 59))}
    report = replace(report, total=replace(report.total, **felt))
    rows = list(csv.reader(io.StringIO(in_words(report, "csv").decode("utf-8-sig"))))
    told = {(row[2], row[3], row[4]): row[5] for row in rows if row[0] == "yuexi"}
    assert told["2026-10", "home_visits", "Home visits"] == "5"
    assert told["2026-Q4", "service:medical", "Medical aid"] == "2"
    assert told["2026-Q4", "moods", "low"] == "20" and told["2026-Q4", "feedback", "high"] == "59"
    (standard,) = {name for _, key, name in told if key == "standard:open:of"}
    parts = [told["2026-10", f"standard:open:{part}", standard] for part in ("met", "of", "target")]
    assert parts == ["3", "4", "80"]


def test_a_report_of_one_month_tells_each_figure_once(small_office: Office, clock: Clock) -> None:
    tell(small_office, clock)
    content = in_words(made(small_office, "yuexi"), "csv").decode("utf-8-sig")
    told = [tuple(row[:5]) for row in csv.reader(io.StringIO(content))]
    assert len(told) == len(set(told))
