"""Connecting the house to headquarters: by what a reader types from its QR code, or by hand."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from wtforms.validators import Optional

from kiosk.counselor import door
from kiosk.counselor.fields import Given, LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.house import House, current_house
from sync import enrolment, invitation

_LETTERS = {"data-keys": "letters", "spellcheck": "false", "autocapitalize": "none"}


class ConnectForm(PanelForm):
    """What headquarters gave: the address with the code in one, or each for itself."""

    address = LineField(
        lazy("Address of headquarters"),
        [Given(lazy("Please write the address that headquarters gave.")), at_most(300)],
        render_kw=_LETTERS,
    )
    code = LineField(lazy("One-time code"), [Optional(), at_most(64)], render_kw=_LETTERS)


def connect_first() -> ResponseReturnValue:
    """Connect a house that is not set up yet: then it knows the foundation's recovery key."""
    if door.record():
        return redirect(url_for("counselor.connect"))
    return _connect("counselor/access/connect_first.html", "counselor.setup")


def connect() -> ResponseReturnValue:
    """Connect the house, or connect it anew when its card was replaced or stolen."""
    return _connect("counselor/access/connect.html", "counselor.sending")


def _connect(template: str, after: str) -> ResponseReturnValue:
    house, form = current_house(), ConnectForm()
    if form.validate_on_submit():
        address, code = _given(form)
        if code:
            house.joining.begin(house, address, code)
            return redirect(url_for(str(request.endpoint), asked="yes"), 303)
        form.refuse("code", gettext("Please type the one-time code, too."))
    joining, known = house.joining, connected_as(house)
    asked = "asked" in request.args
    if asked and joining.joined:
        # The first page says it by itself, and watch.js looks before the browser does.
        if not joining.told and door.record():
            flash(gettext("The house is connected to headquarters as %(house)s.", house=known))
        joining.told = True
        return redirect(url_for(after))
    if asked:
        form.address.data, form.code.data = joining.given
    return render_template(template, form=form, joining=joining, known=known, asked=asked)


def _given(form: ConnectForm) -> tuple[str, str]:
    address, code = invitation.read(form.address.data)
    return address, "".join((form.code.data or code).split())


def connected_as(house: House) -> str | None:
    """Tell as which house headquarters knows this one; None where it does not."""
    with house.database.reading() as db:
        known = enrolment.known(db)
    return f"{known.name or known.house} ({known.house})" if known else None


def name_at_headquarters(house: House) -> str:
    """Tell the name that headquarters gave this house; nothing where it gave none."""
    with house.database.reading() as db:
        known = enrolment.known(db)
    return known.name if known else ""
