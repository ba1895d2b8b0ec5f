"""Unlocks the panel and locks it again."""

from flask import current_app, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as lazy
from wtforms import PasswordField

from kiosk.counselor import door
from kiosk.counselor.fields import Given
from kiosk.counselor.forms import PanelForm
from kiosk.counselor.patience import Patience, TooSoon
from kiosk.domain.audit import Action
from kiosk.errors import WrongPassphrase
from kiosk.house import House, current_house
from kiosk.store import audit, keyslots
from kiosk.store import house as house_store


class UnlockForm(PanelForm):
    """The passphrase."""

    passphrase = PasswordField(lazy("Passphrase"), [Given(lazy("Please type your passphrase."))])


def unlock() -> ResponseReturnValue:
    """Ask for the passphrase, and go on to where she was."""
    house, form = current_house(), UnlockForm()
    if house.vault.is_open:
        return redirect(door.way_back())
    if form.validate_on_submit():
        try:
            with _patience().one_try():
                _open(house, form.passphrase.data)
        except WrongPassphrase:
            form.refuse("passphrase", gettext("This passphrase does not open the panel."))
        except TooSoon as error:
            form.refuse("passphrase", _wait(error.seconds))
        else:
            return redirect(door.way_back())
    return render_template("counselor/unlock.html", form=form, back=door.way_back())


def lock() -> ResponseReturnValue:
    """Forget the key and give the screen back to the children."""
    current_house().vault.lock()
    return redirect("/")


def awake() -> ResponseReturnValue:
    """Hear that she is still typing; the door has noticed it already."""
    return "", 204


def _open(house: House, passphrase: str) -> None:
    """Stretch the passphrase with the records let go of: a child never waits for it."""
    with house.database.reading() as db:
        slots = keyslots.passphrase_slots(db)
    opened = keyslots.try_passphrase(slots, passphrase)
    with house.database.transaction() as db:
        keeper = house_store.keeper(db, opened.counselor)
        audit.note(db, house.clock(), keeper.id, Action.UNLOCKED, "panel")
    house.vault.unlock(opened.private_key, keeper)


def _patience() -> Patience:
    patience: Patience = current_app.extensions.setdefault("patience", Patience())
    return patience


def _wait(seconds: int) -> str:
    sentence = ngettext(
        "Please wait %(num)d second before the next try.",
        "Please wait %(num)d seconds before the next try.",
        seconds,
    )
    return str(sentence)
