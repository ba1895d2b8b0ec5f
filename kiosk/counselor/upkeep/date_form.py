"""The form by which the date is set, and what is meant by it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as lazy
from wtforms import HiddenField, SelectField

from kiosk.counselor.fields import DayField, Given
from kiosk.counselor.forms import PanelForm
from kiosk.domain.moment import EARLIEST, HOUSE_ZONE, LATEST, Moment

# A house is shut for a week at the most before somebody looks at its clock.
_DAYS_AHEAD, _DAYS_BACK = 6, 3
_YEARS_AHEAD = 5


class DateForm(PanelForm):
    """A day and a time of day; `shown` is the time that stood there when she began to choose."""

    day = DayField(lazy("Day"), [Given(lazy("Please choose year, month and day."))])
    hour = SelectField(lazy("Hour"), choices=[str(n) for n in range(24)], coerce=int)
    minute = SelectField(lazy("Minute"), choices=[f"{n:02d}" for n in range(60)], coerce=int)
    shown = HiddenField()

    def __init__(self, moment: Moment) -> None:
        now = moment.local
        super().__init__(hour=now.hour, minute=now.minute, shown=now.isoformat())
        last_year = min(max(now.year, EARLIEST.year) + _YEARS_AHEAD, LATEST.year)
        self.until("day", date(last_year, 12, 31), last_year - EARLIEST.year + 1)
        self._now = now

    def chosen(self) -> datetime:
        """Tell the time that is meant: the one shown has gone on while she chose the day."""
        at = time(self.hour.data, self.minute.data)
        try:
            shown = datetime.fromisoformat(self.shown.data).astimezone(HOUSE_ZONE)
        except (ValueError, OverflowError):
            return datetime.combine(self.day.day, at, HOUSE_ZONE)
        if (shown.hour, shown.minute) != (at.hour, at.minute):
            return datetime.combine(self.day.day, at, HOUSE_ZONE)
        return self._now + (self.day.day - shown.date())


def days_to_offer(moment: Moment, certain_until: datetime | None) -> Iterator[date]:
    """Offer the day that is most likely first, then those after it, then those before it."""
    first = max(certain_until or EARLIEST, EARLIEST).astimezone(HOUSE_ZONE).date()
    ahead, back = range(_DAYS_AHEAD + 1), range(-1, -_DAYS_BACK - 1, -1)
    for number in (*ahead, *back):
        day = moment.day + timedelta(days=number)
        if first <= day < LATEST.date():
            yield day
