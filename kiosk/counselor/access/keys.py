"""Unlocks the panel and locks it again."""

from flask import current_app, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as lazy
from wtforms import PasswordField

from kiosk import keyholders
from kiosk.counselor import door
from kiosk.counselor.access.patience import Patience, TooSoon
from kiosk.counselor.fields import Given
from kiosk.counselor.forms import PanelForm
from kiosk.errors import WrongPassphrase
from kiosk.house import House, current_house
from kiosk.store.keys import carried, keyslots


class UnlockForm(PanelForm):
    """The passphrase."""

    passphrase = PasswordField(lazy("Passphrase"), [Given(lazy("Please type your passphrase."))])


def unlock() -> ResponseReturnValue:
    """Ask for the passphrase, and go on to where she was."""
    house, form, lost = current_house(), UnlockForm(), door.has_lost()
    if house.vault.is_open:
        return redirect(door.way_back())
    if form.validate_on_submit():
        try:
            with patience().one_try():
                keyholders.unlock(house, form.passphrase.data)
        except WrongPassphrase:
            form.refuse("passphrase", wrong(house))
        except TooSoon as error:
            form.refuse("passphrase", wait(error.seconds))
        else:
            return redirect(door.way_back())
    back = door.way_back()
    return render_template("counselor/access/unlock.html", form=form, back=back, lost=lost)


def lock() -> ResponseReturnValue:
    """Forget the key and give the screen back to the children."""
    house = current_house()
    house.vault.lock()
    house.database.scrub_soon()
    return redirect("/")


def awake() -> ResponseReturnValue:
    """Hear that she is still typing; the door has noticed it already."""
    return "", 204


def patience() -> Patience:
    """Tell the patience that every page shares."""
    shared: Patience = current_app.extensions["patience"]
    return shared


def wrong(house: House) -> str:
    """Say that nothing opens, and what may be missing."""
    with house.database.reading() as db:
        somebody_carries = any(slot["carried"] for slot in keyslots.passphrase_slots(db))
    if somebody_carries and not carried.found_on(keyholders.sticks(house)):
        return str(
            gettext("This does not open the panel. Is your USB key plugged in, if you have one?")
        )
    return str(gettext("This passphrase does not open the panel."))


def wait(seconds: int) -> str:
    """Say how long the next try must wait."""
    sentence = ngettext(
        "Please wait %(num)d second before the next try.",
        "Please wait %(num)d seconds before the next try.",
        seconds,
    )
    return str(sentence)


def too_weak() -> str:
    """Say that a passphrase is easy to guess."""
    return str(gettext("This passphrase is easy to guess: take four words that have no link."))
