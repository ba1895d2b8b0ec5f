"""What the forms of the panel have in common."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from unicodedata import category

import sqlite_utils
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Regexp, ValidationError

from kiosk.counselor.fields import ChoiceField
from kiosk.domain.moment import EARLIEST
from kiosk.domain.settings import Fault
from kiosk.errors import TooLong, TooMuchWaits
from kiosk.house import current_house

PHONE = Regexp(
    r"^\+?[0-9][0-9 -]{1,18}$", message=lazy("A phone number has digits, spaces and hyphens only.")
)
YES, NO = "yes", "no"
_TSHEG = "\u0f0b"


def at_most(length: int) -> Length:
    """Refuse a text that is too long."""
    return Length(max=length, message=lazy("At most %(max)d characters, please."))


class LettersAtMost:
    """Refuse a name that is too long.

    What is stacked on a letter, as in Tibetan, takes no room; the dot between syllables hardly any.
    """

    def __init__(self, most: int) -> None:
        self._most = most

    def __call__(self, _form: object, field: Field) -> None:
        """Count what stands side by side."""
        letters = (one for one in field.data if one != _TSHEG)
        if sum(not category(letter).startswith("M") for letter in letters) > self._most:
            sentence = gettext("At most %(max)d characters, please.", max=self._most)
            raise ValidationError(sentence)


def suggested(day: date) -> date | None:
    """Suggest a day; none where it lies before any house: there the date is not known."""
    return day if day >= EARLIEST.date() else None


def one_of(label: object, names: Mapping[Any, object]) -> ChoiceField:
    """Offer the keys of `names`, shown by their names."""
    return ChoiceField(label, choices=[SelectChoice(str(key), name) for key, name in names.items()])


class PanelForm(FlaskForm):  # type: ignore[misc]
    """A form of the panel: what does not fit is said beside its field."""

    def refuse(self, field: str, sentence: str) -> None:
        """Say beside a field why it cannot be taken."""
        self[field].errors = [*self[field].errors, sentence]

    def until(self, field: str, today: date, years: int) -> None:
        """Let a field end with today; a machine that woke in 1970 must not offer 1970."""
        self[field].today, self[field].years = max(today, EARLIEST.date()), years

    def coming(self, field: str, today: date, back: int = 0) -> None:
        """Let a field lie in the future, up to the end of the next year.

        back: how many years before this one it may lie in as well.
        """
        start = max(today, EARLIEST.date())
        self[field].today, self[field].years = date(start.year + 1, 12, 31), 2 + back

    def keeps(self, write: Callable[[sqlite_utils.Database], object]) -> bool:
        """Write in one transaction what a form that was sent and found right tells.

        False where it was not; a text that does not fit is refused in a sentence of the form.
        """
        if not self.validate_on_submit():
            return False
        try:
            with current_house().database.transaction() as db:
                write(db)
        except TooLong:
            too_long = gettext("This is too long to be kept: please write it shorter.")
            self.form_errors.append(too_long)
            return False
        except TooMuchWaits:
            self.form_errors.append(
                gettext("Too much waits to be sent already: please send that first, then ask.")
            )
            return False
        return True


class RulesForm(PanelForm):
    """A form of rules that have to go together."""

    @abstractmethod
    def fault(self) -> Fault | None:
        """Tell what does not go together."""

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what is wrong in itself, then what does not go together."""
        if not super().validate(extra_validators):
            return False
        fault = self.fault()
        if fault:
            self.refuse(fault.name, gettext(fault.sentence))
        return fault is None
