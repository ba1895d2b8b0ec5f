"""Forms of a household that others may change meanwhile, at the kiosk or on another device."""

from collections.abc import Callable

import sqlite_utils
from flask_babel import gettext
from wtforms import HiddenField

from kiosk.counselor.forms import PanelForm
from kiosk.domain.households import Household
from kiosk.errors import ChangedMeanwhile


class ShownForm(PanelForm):
    """A form that brings back which household it showed, and changes none that she has not seen."""

    mark = HiddenField()

    def __init__(self, household: Household, data: dict[str, object]) -> None:
        self.household = household
        super().__init__(data={**data, "mark": household.mark})

    @property
    def is_as_shown(self) -> bool:
        """Tell whether the household is still the one that was shown."""
        return bool(self.mark.data == self.household.mark)

    def check(self, kept: Household) -> None:
        """Raise ChangedMeanwhile unless the household is kept as it was when this form was made.

        Asked in the transaction that writes: between looking a form through and writing it,
        another device may have written.
        """
        if kept != self.household:
            raise ChangedMeanwhile("This household was changed meanwhile.")

    def keeps(self, write: Callable[[sqlite_utils.Database], object]) -> bool:
        """Keep what the form tells; False also where the household has just changed (check)."""
        try:
            return super().keeps(write)
        except ChangedMeanwhile:
            self.form_errors.append(changed_meanwhile())
            return False


def changed_meanwhile() -> str:
    """Say that what was shown is not what is there any more."""
    return str(gettext("This household was changed meanwhile: please open it again."))
