"""Calls for help: noted after they were made, for a child or for nobody named.

A child's calls are among its records; those of nobody are here.
"""

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.casework import case_words
from kiosk.counselor.casework.call_form import CallOfForm
from kiosk.counselor.casework.case_forms import CallForm
from kiosk.counselor.casework.cases import rewrite
from kiosk.counselor.forms import PanelForm
from kiosk.domain.audit import Action
from kiosk.domain.casework import NOBODY, Kind
from kiosk.house import House, current_house
from kiosk.store import house as house_store
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work import cases as store


def calls() -> ResponseReturnValue:
    """Show the calls for nobody named."""
    house = current_house()
    with house.database.transaction() as db:
        _look(db, house)
        found = store.of_child(db, house.vault, NOBODY)
        mine = store.correctable(db, house.vault, found)
        names = house_store.names(db)
    return render_template(
        "counselor/casework/calls.html",
        cases=[case for case in found if case.entry],
        damaged=[case.id for case in found if case.entry is None],
        mine=mine,
        names=names,
        kind=Kind.CALL,
        case_words=case_words,
    )


def add_call() -> ResponseReturnValue:
    """Note that a call was made."""
    house, moment = current_house(), current_house().clock()
    with house.database.reading() as db:
        form = CallOfForm(moment.day, children.coming(db))
    if form.keeps(lambda db: store.add(db, house.vault, form.whose(), form.entry(), moment)):
        return _kept(form.whose())
    return _page(form, case_words.KINDS[Kind.CALL].add)


def correct_call(case_id: str) -> ResponseReturnValue:
    """Rewrite a call for nobody named."""
    house, moment = current_house(), current_house().clock()
    with house.database.transaction() as db:
        _look(db, house)
        case = store.get(db, house.vault, NOBODY, case_id)
    form = CallForm(moment.day, case.entry)
    if form.keeps(lambda db: rewrite(db, case, form, moment)):
        return _kept(NOBODY)
    return _page(form, gettext("Correct this record"))


def delete_call(case_id: str) -> ResponseReturnValue:
    """Delete a call for nobody named that should never have been noted."""
    house = current_house()
    with house.database.transaction() as db:
        case = store.find(db, house.vault, NOBODY, case_id)
        store.delete(db, house.vault, case, house.clock())
    flash(gettext("Deleted."))
    return redirect(url_for("counselor.calls"), 303)


def _look(db: sqlite_utils.Database, house: House) -> None:
    audit.note(db, house.clock(), house.vault.keeper.id, Action.LOOKED_AT_RECORDS, "")


def _kept(child_id: str) -> ResponseReturnValue:
    flash(gettext("Kept."))
    if child_id == NOBODY:
        return redirect(url_for("counselor.calls"), 303)
    kind = Kind.CALL.value
    return redirect(url_for("counselor.case_list", child_id=child_id, kind=kind), 303)


def _page(form: PanelForm, title: object) -> ResponseReturnValue:
    return render_template(
        "counselor/casework/case_form.html",
        form=form,
        child=None,
        kind=Kind.CALL,
        title=title,
        case=None,
    )
