"""The program's indicators, read from closed days, visits and tallies."""

from datetime import date

import sqlite_utils

from kiosk.domain.indicators import Indicators
from kiosk.domain.tallies import month_of

# A closed day tells how many came, whoever was erased since; of the others the visits tell it.
_CAME = """
    SELECT (SELECT ifnull(sum(present), 0) FROM days
        WHERE day BETWEEN ? AND ? AND day NOT IN (SELECT day FROM unsettled))
    + (SELECT count(DISTINCT child || day) FROM visits
        WHERE day IN (SELECT day FROM unsettled WHERE day BETWEEN ? AND ?))
"""
_CHILDREN = """
    SELECT count(*) FROM children WHERE EXISTS
        (SELECT 1 FROM visits WHERE child = children.id AND day BETWEEN ? AND ?)
"""


def between(db: sqlite_utils.Database, first: date, last: date) -> Indicators:
    """Compute the indicators from the first to the last day; tallies are of whole months."""
    span = [first.isoformat(), last.isoformat()]
    days_open, minutes, on_open_days = db.execute(
        "SELECT count(*), ifnull(sum(minutes_open), 0), ifnull(sum(present), 0) FROM days"
        " WHERE day BETWEEN ? AND ? AND present > 0",
        span,
    ).fetchone()
    (came,) = db.execute(_CAME, span * 2).fetchone()
    (children,) = db.execute(_CHILDREN, span).fetchone()
    (newcomers,) = db.execute(
        "SELECT count(*) FROM children WHERE first_day BETWEEN ? AND ?", span
    ).fetchone()
    counted = db.query(
        "SELECT what, sum(number) AS number FROM tallies WHERE month BETWEEN ? AND ? GROUP BY what",
        [month_of(first), month_of(last)],
    )
    tallies = {row["what"]: row["number"] for row in counted}
    return Indicators(days_open, minutes, children, newcomers, came, on_open_days, tallies)
