"""The forms by which the house's key is shared and changed, and how they refuse."""

from collections.abc import Sequence
from pathlib import Path

from flask_babel import lazy_gettext as lazy
from wtforms import PasswordField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, Optional

from kiosk.counselor.fields import ChoiceField, Given, LineField, NumberField
from kiosk.counselor.forms import NO, PHONE, PanelForm, at_most

_THINK = lazy("Please think of a passphrase.")
_AGAIN = EqualTo("passphrase", message=lazy("The two passphrases are not the same."))


class StickForm(PanelForm):
    """A form in which one of the sticks that are in can be chosen, or none."""

    stick = ChoiceField(lazy("USB key"))

    def __init__(self, sticks: Sequence[Path], start: str | None = NO) -> None:
        super().__init__(data={"stick": start})
        self._sticks = {str(path): path for path in sticks}
        named = [SelectChoice(place, path.name) for place, path in self._sticks.items()]
        self.stick.choices = [SelectChoice(NO, lazy("Passphrase only")), *named]

    def chosen(self) -> Path | None:
        """Tell the stick that was chosen; None for a passphrase by itself."""
        return self._sticks.get(self.stick.data)


class CounselorForm(StickForm):
    """A new counselor."""

    who = LineField(lazy("Name"), [Given(lazy("Please write the counselor's name.")), at_most(40)])
    phone = NumberField(lazy("Phone"), [Optional(), PHONE])
    passphrase = PasswordField(lazy("Her own passphrase"), [Given(_THINK)])
    again = PasswordField(lazy("The passphrase again"), [_AGAIN])


class PassphraseForm(PanelForm):
    """A changed passphrase."""

    old = PasswordField(
        lazy("Your passphrase until now"), [Given(lazy("Please type your passphrase."))]
    )
    passphrase = PasswordField(lazy("Your new passphrase"), [Given(_THINK)])
    again = PasswordField(lazy("The new passphrase again"), [_AGAIN])


class CarryForm(StickForm):
    """What her passphrase needs besides."""

    passphrase = PasswordField(
        lazy("Your passphrase"), [Given(lazy("Please type your passphrase."))]
    )

    def __init__(self, sticks: Sequence[Path], *, carries: bool) -> None:
        only = str(sticks[0]) if len(sticks) == 1 and not carries else None
        super().__init__(sticks, only)
