"""The dates between which months lie; pure."""

from calendar import monthrange
from datetime import date


def month_of(day: date) -> date:
    """Tell the first day of the month in which a day lies."""
    return day.replace(day=1)


def moved(month: date, count: int) -> date:
    """Go so many months on from a first of a month, or back."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def last_of(month: date) -> date:
    """Tell the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])
