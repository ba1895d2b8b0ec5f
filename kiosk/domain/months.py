"""Months: which are due to be closed, and their weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

# For so long a closed month waits for a counselor, who alone can open how children felt.
PATIENCE = timedelta(days=7)

# A week is as it should be when children came on so many of its days.
OPEN_DAYS = 5


def next_month(month: date) -> date:
    """Tell the first day of the month after the one in which a day lies."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def is_due(month: date, today: date, *, unlocked: bool) -> bool:
    """Tell whether a month is to be closed: at the first unlock after it, or a week later."""
    over = next_month(month)
    return today >= over and (unlocked or today >= over + PATIENCE)


def weeks_of(month: date) -> Iterator[tuple[date, date]]:
    """List the weeks, Monday to Sunday, whose Sunday lies in a month: each is of one month."""
    first = month.replace(day=1)
    sunday = first + timedelta(days=6 - first.weekday())
    while sunday < next_month(month):
        yield sunday - timedelta(days=6), sunday
        sunday += timedelta(days=7)
