"""Who holds the house's key: the counselors, their passphrases and carried keys, handing over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import keyholders
from kiosk.counselor.access import keys
from kiosk.counselor.access.holder_forms import CarryForm, CounselorForm, PassphraseForm, StickForm
from kiosk.counselor.access.patience import TooSoon
from kiosk.domain.audit import Action
from kiosk.errors import LastKey, StickUnwritable, WeakPassphrase, WrongPassphrase
from kiosk.house import House, current_house
from kiosk.store.keys import carried
from kiosk.store.keys import counselors as store
from kiosk.store.keys.carried import CarriedKey
from kiosk.store.keys.keyslots import OpenedSlot
from kiosk.store.rights import audit


def counselors() -> ResponseReturnValue:
    """Show who can unlock the panel, and who could once."""
    house = current_house()
    with house.database.reading() as db:
        everyone = store.everyone(db)
    holders = [one for one in everyone if one.opens]
    return render_template(
        "counselor/access/counselors.html",
        holders=holders,
        former=[one for one in everyone if not one.opens],
        alone=len(holders) == 1,
    )


def new_counselor() -> ResponseReturnValue:
    """Add a counselor with a passphrase of her own."""
    house = current_house()
    form = CounselorForm(keyholders.sticks(house))
    if form.validate_on_submit():
        try:
            _add(house, form)
        except WeakPassphrase:
            form.refuse("passphrase", keys.too_weak())
        except StickUnwritable:
            form.refuse("stick", _unwritable())
        else:
            flash(gettext("%(name)s can unlock the panel now.", name=form.who.data))
            return redirect(url_for("counselor.counselors"), 303)
    return render_template("counselor/access/new_counselor.html", form=form)


def passphrase() -> ResponseReturnValue:
    """Change her own passphrase; no record is written anew."""
    house, form = current_house(), PassphraseForm()
    opened = _prove(house, form, "old") if form.validate_on_submit() else None
    if opened:
        try:
            keyholders.change_passphrase(house, opened, form.passphrase.data)
        except WeakPassphrase:
            form.refuse("passphrase", keys.too_weak())
        else:
            flash(gettext("Your passphrase is changed."))
            return redirect(url_for("counselor.counselors"), 303)
    return render_template("counselor/access/passphrase.html", form=form)


def carried_key() -> ResponseReturnValue:
    """Let her own slot need a USB key besides the passphrase, or need none any more."""
    house = current_house()
    with house.database.reading() as db:
        me = store.get(db, house.vault.keeper.id)
    form = CarryForm(keyholders.sticks(house), carries=me.carries)
    opened = _prove(house, form, "passphrase") if form.validate_on_submit() else None
    if opened:
        try:
            keyholders.carry(house, opened, form.passphrase.data, _key_on(house, form))
        except StickUnwritable:
            form.refuse("stick", _unwritable())
        else:
            flash(gettext("From now on your passphrase needs what you have chosen."))
            return redirect(url_for("counselor.counselors"), 303)
    return render_template("counselor/access/carried_key.html", form=form, me=me)


def hand_over(counselor_id: str) -> ResponseReturnValue:
    """End a counselor's time; her passphrase opens nothing here from now on."""
    try:
        keyholders.hand_over(current_house(), counselor_id)
    except LastKey:
        flash(gettext("Nobody else could unlock the panel: add another counselor first."))
    return redirect(url_for("counselor.counselors"), 303)


def _add(house: House, form: CounselorForm) -> None:
    """Add her; the vault stays open for the one who adds."""
    keyholders.add(
        house,
        house.vault.private_key,
        form.who.data,
        form.phone.data,
        form.passphrase.data,
        carries=_key_on(house, form),
        who=house.vault.keeper.id,
    )


def _prove(house: House, form: PassphraseForm | CarryForm, field: str) -> OpenedSlot | None:
    """Try her own slot, with the same patience as at the door; None after saying why not."""
    try:
        with keys.patience().one_try():
            return keyholders.prove(house, form[field].data, house.vault.keeper.id)
    except WrongPassphrase:
        form.refuse(field, keys.wrong(house))
    except TooSoon as error:
        form.refuse(field, keys.wait(error.seconds))
    return None


def _key_on(house: House, form: StickForm) -> CarriedKey | None:
    """Make, or find, the key of the stick that was chosen."""
    stick = form.chosen()
    if stick is None:
        return None
    key = carried.make(stick)
    with house.database.transaction() as db:
        audit.note(db, house.clock(), house.vault.keeper.id, Action.MADE_CARRIED_KEY, key.id.hex())
    return key


def _unwritable() -> str:
    return str(gettext("This stick takes no file: is it full, or locked against writing?"))
