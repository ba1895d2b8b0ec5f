"""The form of the numbers: each line of the program, then the house's own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms import BooleanField, FieldList, Form, FormField
from wtforms.validators import ValidationError

from kiosk.counselor.fields import LineField, NumberField
from kiosk.counselor.forms import LettersAtMost, PanelForm
from kiosk.domain.hotlines import HOTLINES, MOST_OWN, Hotline, fault_of, is_number


class LineForm(Form):  # type: ignore[misc]
    """A line of the program."""

    number = NumberField(lazy("Number"))
    shown = BooleanField(lazy("Children see it"))

    def validate_number(self, field: NumberField) -> None:
        """Refuse what no telephone can call; without a number the line is as at first."""
        if field.data and not is_number(field.data):
            raise ValidationError(
                gettext("A number has 3 to 13 signs: digits, with spaces or hyphens between them.")
            )


class OwnLineForm(LineForm):
    """A line of the house; without a name and a number it is none."""

    purpose = LineField(lazy("Whose number"), [LettersAtMost(6)])

    def validate_purpose(self, field: LineField) -> None:
        """Refuse a number of which nobody knows whose it is."""
        if self.number.data and not field.data:
            raise ValidationError(gettext("Please write whose number this is."))

    def validate_number(self, field: NumberField) -> None:
        """Refuse a name that nobody can call."""
        if self.purpose.data and not field.data:
            raise ValidationError(gettext("Please write the number."))
        super().validate_number(field)


# One field a line of the program, under its key.
KnownForm: type[Form] = type(
    "KnownForm", (Form,), {line.key: FormField(LineForm) for line in HOTLINES}
)


class NumbersForm(PanelForm):
    """Every number, and an empty row while there is room for one."""

    known = FormField(KnownForm)
    own = FieldList(FormField(OwnLineForm), max_entries=MOST_OWN)

    def __init__(self, lines: Sequence[Hotline]) -> None:
        own: list[dict[str, Any]] = [_shown(line) for line in lines if not line.key]
        empty = [{"shown": False}] if len(own) < MOST_OWN else []
        known = {line.key: _shown(line) for line in lines if line.key}
        super().__init__(data={"known": known, "own": [*own, *empty]})

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what is wrong in itself, then what does not fit on the children's screen."""
        if not super().validate(extra_validators):
            return False
        fault = fault_of(self.lines())
        if fault:
            self.form_errors.append(gettext(fault))
        return fault is None

    def rows(self) -> list[tuple[Hotline, LineForm]]:
        """Pair each line of the program with its row."""
        return [(line, self.known.form[line.key].form) for line in HOTLINES]

    def lines(self) -> list[Hotline]:
        """Tell every line as it is to be."""
        known = [
            replace(line, number=row.number.data or line.number, shown=row.shown.data)
            for line, row in self.rows()
        ]
        own = [row.form for row in self.own if row.form.number.data]
        return [*known, *(_own(row) for row in own)]


def _shown(line: Hotline) -> dict[str, Any]:
    return {"purpose": line.purpose, "number": line.number, "shown": line.shown}


def _own(row: OwnLineForm) -> Hotline:
    return Hotline(row.number.data, row.purpose.data, shown=row.shown.data)
