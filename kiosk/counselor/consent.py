"""A guardian's consent, purpose by purpose."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.children import readable_file
from kiosk.counselor.consent_form import ConsentForm, answers_known
from kiosk.domain.audit import Action
from kiosk.house import current_house
from kiosk.store import audit, children, consents


def consent(child_id: str) -> ResponseReturnValue:
    """Ask for the guardian's yes or no, and keep it."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        file = readable_file(db, house, child_id)
        asked = bool(consents.history(db, house.vault, child_id))
        audit.note(db, moment, keeper.id, Action.LOOKED_AT_CHILD, child_id)
    guardian = file.guardian if file else ""
    known = {"guardian": guardian, "witness": keeper.name, **answers_known(child, asked=asked)}
    form = ConsentForm(moment.day, **known)
    if form.validate_on_submit():
        with house.database.transaction() as db:
            consents.decide(db, house.vault, child_id, form.answers(), form.paper(), moment)
        flash(gettext("The guardian's answers are kept."))
        return redirect(url_for("counselor.one", child_id=child_id), 303)
    return render_template("counselor/consent.html", form=form, child=child)
