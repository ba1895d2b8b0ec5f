"""Tallies: the house's totals of a month, which may be told while everything else is sealed."""

from collections import Counter
from datetime import date

from kiosk.domain.services import ServiceKind

HOME_VISITS = "home_visits"
ACTIVITIES = "activities"
ACTIVITY_MINUTES = "activity_minutes"
PARTICIPATIONS = "participations"

# How many of what, by month (YYYY-MM) and name.
Counted = Counter[tuple[str, str]]


def month_of(day: date) -> str:
    """Name the month in which a day lies."""
    return f"{day:%Y-%m}"


def service_given(what: ServiceKind) -> str:
    """Name the tally of one kind of service."""
    return f"given_{what.value}"
