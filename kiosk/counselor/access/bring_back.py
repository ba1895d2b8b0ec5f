"""A house that was here before: brought back on a new card, from a backup and a passphrase."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import returning
from kiosk.counselor import door
from kiosk.counselor.access import keys
from kiosk.counselor.access.patience import TooSoon
from kiosk.errors import BadBackup, StoreTooNew, WrongPassphrase
from kiosk.house import House, current_house
from kiosk.store.keys import patience
from kiosk.store.safety.restore import Found


def bring_back() -> ResponseReturnValue:
    """Show what backups are in; the passphrase of one of them brings its house back."""
    house, form = current_house(), keys.UnlockForm()
    if door.record():
        return redirect(url_for("counselor.today"))
    kept = returning.kept(house.config)
    if form.validate_on_submit():
        found = _opened(house, form)
        if found:
            returning.bring_back(house, found)
            return redirect("/", 303)
    failed = returning.has_failed(house.config)
    return render_template("counselor/access/bring_back.html", form=form, kept=kept, failed=failed)


def _opened(house: House, form: keys.UnlockForm) -> Found | None:
    """Open a backup, or say in the form why none opens."""
    try:
        with keys.patience().one_try():
            return _try(house, form.passphrase.data)
    except WrongPassphrase:
        form.refuse("passphrase", gettext("This passphrase opens none of the backups."))
    except TooSoon as error:
        form.refuse("passphrase", keys.wait(error.seconds))
    except BadBackup:
        form.refuse("passphrase", gettext("None of these backups is whole: try another stick."))
    except StoreTooNew:
        form.refuse(
            "passphrase",
            gettext("This backup was written by a newer version: please call headquarters."),
        )
    return None


def _try(house: House, passphrase: str) -> Found:
    try:
        return returning.open_newest(house.config, passphrase)
    except WrongPassphrase:
        with house.database.transaction() as db:
            patience.note_wrong(db)
        raise
