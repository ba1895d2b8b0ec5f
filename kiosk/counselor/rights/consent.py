"""A guardian's consent, purpose by purpose."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.children.pages import readable_file
from kiosk.counselor.rights.consent_form import ConsentForm, answers_known
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.holdings import withdrawn
from kiosk.forgetting import record_answers
from kiosk.house import House, current_house
from kiosk.store.people import children, consents
from kiosk.store.rights import audit, erasing


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
        gone = withdrawn(child.keeps, form.answers())
        if gone and "sure" not in request.form:
            return _show_what_goes(house, child, gone)
        record_answers(house, child_id, form.answers(), form.paper())
        flash(gettext("The guardian's answers are kept."))
        return redirect(url_for("counselor.one", child_id=child_id), 303)
    return render_template("counselor/rights/consent.html", form=form, child=child)


def _show_what_goes(house: House, child: Child, gone: set[Purpose]) -> str:
    """Show, before it is done, what a yes that is taken back takes with it."""
    with house.database.reading() as db:
        found = erasing.kept_under(db, house.vault, child.id, gone)
    return render_template("counselor/rights/withdrawal.html", child=child, found=found)
