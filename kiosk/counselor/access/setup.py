"""The first page of a house: its name, its counselor, its passphrase."""

from secrets import token_bytes

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy
from wtforms import PasswordField
from wtforms.validators import EqualTo, Optional

from kiosk import returning
from kiosk.counselor import door
from kiosk.counselor.access import keys
from kiosk.counselor.access.connect import connected_as, name_at_headquarters
from kiosk.counselor.fields import Given, LineField, NumberField
from kiosk.counselor.forms import PHONE, PanelForm, at_most
from kiosk.errors import AlreadyFounded, WeakPassphrase
from kiosk.founding import found_house, foundations_key
from kiosk.house import House, current_house
from kiosk.store.keys.founding import Founder
from sync.keys import halves


class SetupForm(PanelForm):
    """A house's first page."""

    house = LineField(
        lazy("Name of the house"), [Given(lazy("Please give the house a name.")), at_most(40)]
    )
    counselor = LineField(lazy("Your name"), [Given(lazy("Please write your name.")), at_most(40)])
    phone = NumberField(lazy("Your phone"), [Optional(), PHONE])
    passphrase = PasswordField(lazy("Passphrase"), [Given(lazy("Please think of a passphrase."))])
    again = PasswordField(
        lazy("The passphrase again"),
        [EqualTo("passphrase", message=lazy("The two passphrases are not the same."))],
    )

    def founder(self) -> Founder:
        """Tell what was filled in."""
        return Founder(self.house.data, self.counselor.data, self.phone.data, self.passphrase.data)


def setup() -> ResponseReturnValue:
    """Set the house up; its recovery sheet, where it needs one, is shown this once."""
    house = current_house()
    form = SetupForm(house=name_at_headquarters(house))
    if door.record():
        return redirect(url_for("counselor.today"))
    if form.validate_on_submit():
        try:
            recovery = found_house(house, form.founder()).recovery_private
        except WeakPassphrase:
            form.refuse("passphrase", keys.too_weak())
        except AlreadyFounded:
            return redirect(url_for("counselor.today"))
        else:
            return _recovery_sheets(recovery) if recovery else redirect(url_for("counselor.today"))
    return render_template(
        "counselor/access/setup.html",
        form=form,
        sheet_follows=not _foundation_is_known(house),
        connected=connected_as(house),
        failed=returning.has_failed(house.config),
    )


def _foundation_is_known(house: House) -> bool:
    with house.database.reading() as db:
        return foundations_key(house, db) is not None


def _recovery_sheets(private_key: bytes) -> ResponseReturnValue:
    """Show the key in two halves: neither tells anything without the other."""
    pair = halves.split(private_key, token_bytes(halves.BYTES))
    return render_template("counselor/access/recovery.html", halves=pair)
