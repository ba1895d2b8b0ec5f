"""The one page that a device sees before it is paired; never shown by the kiosk itself."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from kiosk.counselor.fields import Given, LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.counselor.remote import fingerprint
from kiosk.errors import StoreError
from kiosk.house import current_house
from kiosk.remote import cookie


class PairForm(PanelForm):
    """The code of the kiosk's screen, and what the device is called there."""

    code = LineField(lazy("The code on the house's screen"), [Given(lazy("Please type the code."))])
    device = LineField(
        lazy("What this device is called"), [Given(lazy("Please give it a name.")), at_most(40)]
    )


def pair() -> ResponseReturnValue:
    """Pair a device that has the code; one that is paired goes on to the panel."""
    house = current_house()
    if house.remote.pairing is None:
        return redirect("/")
    form = PairForm(data={"device": gettext("My phone")})
    if form.validate_on_submit():
        try:
            token = house.remote.pair(house, form.code.data, form.device.data)
        except StoreError:
            form.refuse("code", gettext("Nothing was kept. Please call headquarters."))
        else:
            if token:
                return cookie.give(redirect("/", 303), token)
            form.refuse("code", gettext("This code opens nothing, or not any more."))
    return render_template(
        "counselor/remote/pair.html", form=form, fingerprint=fingerprint.in_words(house)
    )
