"""Fields of the panel's forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from flask_babel import gettext
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from kiosk.domain.hotlines import tidy
from kiosk.domain.letters import one_line
from kiosk.domain.moment import HOUSE_ZONE


@dataclass(frozen=True, slots=True)
class DateList:
    """One of a date's three lists: what it asks for, what can be chosen, what is chosen."""

    label: str
    choices: Sequence[int]
    chosen: str


class DayField(Field):  # type: ignore[misc]
    """A date in three lists: quick by touch, and the same in every language.

    The form sets `today`, the last day that can be meant, and `years`, how many are listed: more
    where a record is of an earlier one.
    """

    today = date.max
    years = 1

    def process_formdata(self, values: list[str]) -> None:
        """Take year, month and day, or one ISO date."""
        self.data = None
        parts = values[0].split("-") if len(values) == 1 else values
        if not parts or not all(parts):
            raise ValueError(gettext("Please choose year, month and day."))
        try:
            self.data = date(*(int(part) for part in parts))
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(gettext("There is no such day.")) from error

    def pre_validate(self, _form: object) -> None:
        """Refuse a day that has not come."""
        if self.data and self.data > self.today:
            raise StopValidation(gettext("This day has not come yet."))

    @property
    def day(self) -> date:
        """Tell the day of a form that was found right."""
        if self.data is None:
            raise ValueError("No day was chosen.")
        return self.data

    @property
    def lists(self) -> list[DateList]:
        """Tell what to show."""
        earliest = self.today.year - self.years + 1
        if self.object_data:
            earliest = min(earliest, self.object_data.year)
        years = range(self.today.year, earliest - 1, -1)
        year, month, day = self._shown()
        return [
            DateList(gettext("Year"), years, year),
            DateList(gettext("Month"), range(1, 13), month),
            DateList(gettext("Day"), range(1, 32), day),
        ]

    def _shown(self) -> list[str]:
        if self.raw_data and len(self.raw_data) == 3:
            return [part.lstrip("0") for part in self.raw_data]
        day: date | None = self.data
        return [str(day.year), str(day.month), str(day.day)] if day else ["", "", ""]


class MaybeDayField(DayField):
    """A date that may stay empty."""

    def process_formdata(self, values: list[str]) -> None:
        """Take nothing at all for no date."""
        if any(values):
            super().process_formdata(values)
        else:
            self.data = None

    def leave_out(self) -> None:
        """Forget what was begun: it is asked for no more, and stands where nobody sees it."""
        self.data, self.raw_data = None, None
        self.process_errors: list[str] = []


class TimeField(Field):  # type: ignore[misc]
    """A time of day in two lists, the minutes in steps of five; it may stay empty."""

    def process_formdata(self, values: list[str]) -> None:
        """Take the hour and the minute, the full hour, or neither."""
        self.data = None
        if not any(values):
            return
        try:
            hour, minute = values
            self.data = time(int(hour), int(minute or 0))
        except (ValueError, OverflowError) as error:
            raise ValueError(gettext("Please choose hour and minute.")) from error

    @property
    def chosen(self) -> time:
        """Tell the time of a form that was found right."""
        if self.data is None:
            raise ValueError("No time was chosen.")
        return self.data

    @property
    def lists(self) -> list[DateList]:
        """Tell what to show; a minute between two steps is in the list while it is chosen."""
        at: time | None = self.data
        hour, minute = (str(at.hour), str(at.minute)) if at is not None else ("", "")
        minutes = sorted({*range(0, 60, 5), *([at.minute] if at is not None else [])})
        return [
            DateList(gettext("Hour"), range(24), hour),
            DateList(gettext("Minute"), minutes, minute),
        ]

    def on(self, day: date) -> datetime | None:
        """Tell the moment on a day of the house; None while nothing is chosen."""
        return datetime.combine(day, self.data, HOUSE_ZONE) if self.data is not None else None


class TextField(TextAreaField):  # type: ignore[misc]
    """A few lines of text, without what nobody sees."""

    def process_formdata(self, values: list[str]) -> None:
        """Keep the lines, each of them clean, and no empty ones at either end."""
        lines = (values[0] if values else "").splitlines()
        self.data = "\n".join(map(one_line, lines)).strip("\n")


class LineField(StringField):  # type: ignore[misc]
    """One line of text, without spaces around it or twice inside."""

    def process_formdata(self, values: list[str]) -> None:
        """Take the text as one clean line."""
        self.data = one_line(values[0] if values else "")


class NumberField(LineField):
    """A number that can be called."""

    def process_formdata(self, values: list[str]) -> None:
        """Take the number as a telephone knows it."""
        super().process_formdata(values)
        self.data = tidy(self.data)


class ChoiceField(RadioField):  # type: ignore[misc]
    """One of a few, each a button of its own."""

    def pre_validate(self, _form: object) -> None:
        """Refuse what was never offered, and nothing at all."""
        if not any(choice.selected for choice in self.iter_choices()):
            raise ValidationError(gettext("Please choose one."))


class Given:
    """Refuse an empty field in words of its own."""

    def __init__(self, message: object) -> None:
        self._message = message
        self.field_flags = {"required": True}

    def __call__(self, _form: object, field: Field) -> None:
        """Stop at an empty field."""
        if not field.data and not field.errors:
            raise StopValidation(self._message)


class Between:
    """Refuse what is no whole number within two bounds."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __call__(self, _form: object, field: Field) -> None:
        """Stop at anything else."""
        text = field.data or ""
        if not (text.isdecimal() and len(text) < 9 and self._least <= int(text) <= self._most):
            bounds = {"least": self._least, "most": self._most}
            raise StopValidation(
                gettext("Please write a number from %(least)d to %(most)d.", **bounds)
            )
