"""The program's indicators, read from closed days, visits and tallies."""

from datetime import date

import sqlite_utils

from kiosk.domain.indicators import Indicators
from kiosk.domain.tallies import month_of


def between(db: sqlite_utils.Database, first: date, last: date) -> Indicators:
    """Compute the indicators from the first to the last day; tallies are of whole months."""
    span = [first.isoformat(), last.isoformat()]
    days_open, minutes = db.execute(
        "SELECT count(*), ifnull(sum(minutes_open), 0) FROM days"
        " WHERE day BETWEEN ? AND ? AND present > 0",
        span,
    ).fetchone()
    came, children = db.execute(
        "SELECT count(DISTINCT child || day), count(DISTINCT child) FROM visits"
        " WHERE day BETWEEN ? AND ?",
        span,
    ).fetchone()
    (newcomers,) = db.execute(
        "SELECT count(*) FROM children WHERE first_day BETWEEN ? AND ?", span
    ).fetchone()
    counted = db.query(
        "SELECT what, sum(number) AS number FROM tallies WHERE month BETWEEN ? AND ? GROUP BY what",
        [month_of(first), month_of(last)],
    )
    tallies = {row["what"]: row["number"] for row in counted}
    return Indicators(days_open, minutes, children, newcomers, came, tallies)
