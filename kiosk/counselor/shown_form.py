"""A form of what others may change meanwhile, at the kiosk or on another device."""

from collections.abc import Callable

import sqlite_utils
from flask_babel import gettext
from wtforms import HiddenField

from kiosk.counselor.forms import PanelForm
from kiosk.errors import ChangedMeanwhile


class _MarkField(HiddenField):  # type: ignore[misc]
    """The mark of what was shown: none where none was brought back."""

    def process_formdata(self, values: list[str]) -> None:
        """Take what was brought back, and never what this form was made of."""
        self.data = values[0] if values else ""


class ShownForm(PanelForm):
    """A form that brings back the mark of what it showed, and changes nothing she has not seen."""

    mark = _MarkField()

    def __init__(self, mark: str, data: dict[str, object]) -> None:
        self._made_of = mark
        super().__init__(data={**data, "mark": mark})

    @property
    def is_as_shown(self) -> bool:
        """Tell whether what she was shown is what this form was made of."""
        return bool(self.mark.data == self._made_of)

    def check(self, mark: str) -> None:
        """Raise ChangedMeanwhile unless what is kept, by its mark, is what she was shown.

        Asked in the transaction that writes: between looking a form through and writing it,
        another device may have written.
        """
        if not self.is_as_shown or mark != self._made_of:
            raise ChangedMeanwhile("What was shown is not what is kept.")

    def keeps(self, write: Callable[[sqlite_utils.Database], object]) -> bool:
        """Keep what the form tells; False also where `write` finds that it has changed (check)."""
        try:
            return super().keeps(write)
        except ChangedMeanwhile:
            self.refuse_as_changed()
            return False

    def refuse_as_changed(self) -> None:
        """Say that what she was shown is not what is kept."""
        self.form_errors.append(gettext("This was changed meanwhile: please open it again."))
