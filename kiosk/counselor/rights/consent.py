"""A guardian's consent, purpose by purpose."""

import sqlite_utils
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.children.pages import readable_file
from kiosk.counselor.rights.consent_form import ConsentForm, answers_known, mark_of
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.holdings import withdrawn
from kiosk.errors import ChangedMeanwhile
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
        history = consents.history(db, house.vault, child_id)
        audit.note(db, moment, keeper.id, Action.LOOKED_AT_CHILD, child_id)
    guardian = file.guardian if file else ""
    answers = answers_known(child, asked=bool(history))
    known = {"guardian": guardian, "witness": keeper.name, **answers}
    form = ConsentForm(mark_of(history), moment.day, **known)
    if form.validate_on_submit():
        gone = withdrawn(child.keeps, form.answers())
        if gone and form.is_as_shown and "sure" not in request.form:
            return _show_what_goes(house, child, gone)
        if _is_kept(house, child_id, form):
            flash(gettext("The guardian's answers are kept."))
            return redirect(url_for("counselor.one", child_id=child_id), 303)
    return render_template("counselor/rights/consent.html", form=form, child=child)


def _is_kept(house: House, child_id: str, form: ConsentForm) -> bool:
    """Keep the answers, unless others were given on another device since they were shown."""

    def check(db: sqlite_utils.Database) -> None:
        form.check(mark_of(consents.history(db, house.vault, child_id)))

    try:
        record_answers(house, child_id, form.answers(), form.paper(), check)
    except ChangedMeanwhile:
        form.refuse_as_changed()
        return False
    return True


def _show_what_goes(house: House, child: Child, gone: set[Purpose]) -> str:
    """Show, before it is done, what a yes that is taken back takes with it."""
    with house.database.reading() as db:
        found = erasing.kept_under(db, house.vault, child.id, gone)
    return render_template("counselor/rights/withdrawal.html", child=child, found=found)
