"""A time of day in two lists, and what the forms of a visit have in common."""

from collections.abc import Sequence
from datetime import date, datetime, time

from flask_babel import gettext
from wtforms import Field

from kiosk.counselor.fields import DateList
from kiosk.domain.moment import HOUSE_ZONE


class ClockField(Field):  # type: ignore[misc]
    """A time of day in two lists, the minutes in steps of five; it may stay empty."""

    def process_formdata(self, values: list[str]) -> None:
        """Take the hour and the minute, or neither."""
        self.data = None
        if not any(values):
            return
        try:
            hour, minute = (int(part) for part in values)
            self.data = time(hour, minute)
        except (ValueError, OverflowError) as error:
            raise ValueError(gettext("Please choose hour and minute.")) from error

    @property
    def lists(self) -> Sequence[DateList]:
        """Tell what to show; a minute between two steps is in the list while it is chosen."""
        hour, minute = self._shown()
        steps = {*range(0, 60, 5), *([int(minute)] if minute.isdecimal() else [])}
        return [
            DateList(gettext("Hour"), range(24), hour),
            DateList(gettext("Minute"), sorted(steps), minute),
        ]

    def on(self, day: date) -> datetime | None:
        """Tell the moment on a day of the house; None while nothing is chosen."""
        return datetime.combine(day, self.data, HOUSE_ZONE) if self.data is not None else None

    def _shown(self) -> tuple[str, str]:
        at: time | None = self.data
        return (str(at.hour), str(at.minute)) if at is not None else ("", "")
