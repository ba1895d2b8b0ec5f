"""How long whoever answers asks to be left alone; pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sync.backoff import LONGEST_ASKED

_DIGITS = 9


def seconds(headers: Mapping[str, str]) -> float:
    """Read the seconds of `Retry-After`, at most LONGEST_ASKED; 0 where it asks for nothing.

    What cannot be read asks for nothing. A date counts from the `Date` of the same answer: the
    house's own clock may be wrong.
    """
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        # There may be thousands of digits, and zeros before them.
        return min(float(asked.lstrip("0")[:_DIGITS] or 0), LONGEST_ASKED)
    until, now = _date(asked), _date(headers.get("Date", ""))
    if until is None or now is None:
        return 0.0
    return min(max(0.0, (until - now).total_seconds()), LONGEST_ASKED)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
