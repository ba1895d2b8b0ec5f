"""By telephone: QR codes one after another, then the code that headquarters' page showed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy
from markupsafe import Markup

from kiosk.counselor.access import keys
from kiosk.counselor.access.patience import TooSoon
from kiosk.counselor.fields import Given, LineField
from kiosk.counselor.forms import PanelForm, at_most
from kiosk.counselor.sending import letters
from kiosk.counselor.sending.page import arrived
from kiosk.domain.audit import Action
from kiosk.house import House, current_house
from kiosk.store.keys import patience
from kiosk.store.rights import audit
from sync.couriers import qr
from sync.errors import NotEnrolled, WrongCode


class ConfirmationForm(PanelForm):
    """The code that the phone showed."""

    code = LineField(
        lazy("Confirmation code"),
        [Given(lazy("Please type the code that the phone shows.")), at_most(40)],
        render_kw={"data-keys": "letters", "spellcheck": "false"},
    )


def telephone(number: int) -> ResponseReturnValue:
    """Show one code; where there is none of this number, back to what waits."""
    with current_house().database.aside() as db:
        try:
            codes = qr.laid_out(db)
        except NotEnrolled:
            codes = []
    if not 1 <= number <= len(codes):
        if not codes:
            flash(_nothing_waits())
        return redirect(url_for("counselor.sending"))
    code = codes[number - 1]
    return render_template(
        "counselor/sending/telephone.html",
        number=number,
        count=len(codes),
        picture=Markup(code.picture_in_svg()),  # noqa: S704
        dots=code.side,
        is_whole_month=code.is_whole_month,
        carried=[letters.name(one.kind, one.said) for one in code.carried],
    )


def _nothing_waits() -> str:
    return str(gettext("Nothing waits that fits a QR code."))


def confirm_code() -> ResponseReturnValue:
    """Take the code that headquarters' page showed: what it confirms no longer waits."""
    house, form = current_house(), ConfirmationForm()
    if form.validate_on_submit():
        try:
            with keys.patience().one_try():
                count = _confirm(house, form.code.data)
        except WrongCode as error:
            form.refuse("code", str(gettext(str(error))))
        except TooSoon as error:
            form.refuse("code", keys.wait(error.seconds))
        except NotEnrolled:
            flash(_nothing_waits())
            return redirect(url_for("counselor.sending"), 303)
        else:
            flash(arrived(count))
            return redirect(url_for("counselor.sending"), 303)
    return render_template("counselor/sending/confirm.html", form=form)


def _confirm(house: House, typed: str) -> int:
    """Confirm, and count a wrong code like a wrong passphrase: the next must wait."""
    moment = house.clock()
    try:
        with house.database.transaction() as db:
            count = qr.confirm(db, typed, int(moment.at.timestamp()))
            patience.reset(db)
            audit.note(db, moment, house.vault.keeper.id, Action.CONFIRMED_BY_CODE, str(count))
    except WrongCode:
        with house.database.transaction() as db:
            patience.note_wrong(db)
        raise
    return count
