"""A child's case records: their lists, and how one is added, goes on, is mended."""

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.casework import case_words
from kiosk.counselor.casework.case_forms import FORMS, CaseForm, next_form
from kiosk.counselor.forms import PanelForm
from kiosk.counselor.leafing import leaf
from kiosk.domain import casework
from kiosk.domain.audit import Action
from kiosk.domain.casework import Case, Kind, kind_of
from kiosk.domain.children import Child
from kiosk.domain.moment import Moment
from kiosk.errors import UnknownRecord
from kiosk.house import House, current_house
from kiosk.store import house as house_store
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work import cases as store

# On one leaf.
RECORDS = 6


def case_list(child_id: str, kind: str) -> ResponseReturnValue:
    """Show a child's records of one kind."""
    house, shown = current_house(), _kind(kind)
    with house.database.transaction() as db:
        child = _look(db, house, child_id)
        found = store.of_child(db, house.vault, child_id)
        of_kind = [case for case in found if case.entry and kind_of(case.entry) is shown]
        of_kind = casework.to_do_first(of_kind)
        cases = leaf(RECORDS, lambda limit, offset: of_kind[offset:][:limit])
        mine = store.correctable(db, house.vault, cases.rows)
        names = house_store.names(db)
    return render_template(
        "counselor/casework/cases.html",
        child=child,
        kind=shown,
        cases=cases,
        damaged=[case.id for case in found if case.entry is None],
        mine=mine,
        names=names,
        today=house.clock().day,
        case_words=case_words,
    )


def add_case(child_id: str, kind: str) -> ResponseReturnValue:
    """Add a record."""
    house, added = current_house(), _kind(kind)
    moment = house.clock()
    with house.database.transaction() as db:
        child = _look(db, house, child_id)
    form = FORMS[added](moment.day)
    if form.keeps(lambda db: store.add(db, house.vault, child_id, form.entry(), moment)):
        return _kept(child_id, added)
    return _page(form, child, added, case_words.KINDS[added].add)


def correct_case(child_id: str, case_id: str) -> ResponseReturnValue:
    """Rewrite a record that is wrong."""
    house, moment = current_house(), current_house().clock()
    child, case = _open(house, child_id, case_id)
    if case.entry is None:
        raise UnknownRecord("This record does not go that way.")
    kind = kind_of(case.entry)
    form = FORMS[kind](moment.day, case.entry)
    if form.keeps(lambda db: rewrite(db, case, form, moment)):
        return _kept(child_id, kind)
    return _page(form, child, kind, gettext("Correct this record"))


def rewrite(db: sqlite_utils.Database, case: Case, form: CaseForm, moment: Moment) -> None:
    """Write what a form tells in the place of the record that it showed."""
    house = current_house()
    known = store.get(db, house.vault, case.child, case.id)
    form.check(known.mark)
    store.correct(db, house.vault, known, form.entry(), moment)


def proceed_case(child_id: str, case_id: str) -> ResponseReturnValue:
    """Let a record go on: a follow-up is done, a service takes its next step."""
    house, moment = current_house(), current_house().clock()
    child, case = _open(house, child_id, case_id)
    form = next_form(moment.day, case.entry)
    if form is None or case.entry is None:
        raise UnknownRecord("This record does not go that way.")
    kind = kind_of(case.entry)
    if form.keeps(lambda db: store.proceed(db, house.vault, case, form.entry(), moment)):
        return _kept(child_id, kind)
    title = gettext("It is done") if kind is Kind.FOLLOW_UP else gettext("The next step")
    return _page(form, child, kind, title, case)


def take_case_back(child_id: str, case_id: str) -> ResponseReturnValue:
    """Take back the last step of a record."""
    house = current_house()
    with house.database.transaction() as db:
        case = store.get(db, house.vault, child_id, case_id)
        before = casework.take_back(case.entry) if case.entry else None
        if before is None:
            raise UnknownRecord("This record does not go that way.")
        store.correct(db, house.vault, case, before, house.clock())
    return _kept(child_id, kind_of(before))


def delete_case(child_id: str, case_id: str) -> ResponseReturnValue:
    """Delete a record that should never have been."""
    house = current_house()
    with house.database.transaction() as db:
        case = store.find(db, house.vault, child_id, case_id)
        store.delete(db, house.vault, case, house.clock())
    flash(gettext("Deleted."))
    return _to_list(child_id, kind_of(case.entry) if case.entry else Kind.NOTE)


def after_a_talk(child_id: str) -> ResponseReturnValue:
    """Ask whether anything is to be done now that they have talked."""
    flash(gettext("Kept. If something is to be done now, write it down here; else cancel."))
    kind = Kind.FOLLOW_UP.value
    return redirect(url_for("counselor.add_case", child_id=child_id, kind=kind), 303)


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError as error:
        raise UnknownRecord("No record is of this kind.") from error


def _kept(child_id: str, kind: Kind) -> ResponseReturnValue:
    flash(gettext("Kept."))
    return _to_list(child_id, kind)


def _to_list(child_id: str, kind: Kind) -> ResponseReturnValue:
    return redirect(url_for("counselor.case_list", child_id=child_id, kind=kind.value), 303)


def _page(
    form: PanelForm, child: Child, kind: Kind, title: object, case: Case | None = None
) -> ResponseReturnValue:
    """Show a form; `case` is the record as it stands, where that helps to let it go on."""
    return render_template(
        "counselor/casework/case_form.html",
        form=form,
        child=child,
        kind=kind,
        title=title,
        case=case,
        case_words=case_words,
    )


def _look(db: sqlite_utils.Database, house: House, child_id: str) -> Child:
    """Tell whose records are looked at, and note that they were."""
    child = children.get(db, child_id)
    audit.note(db, house.clock(), house.vault.keeper.id, Action.LOOKED_AT_CHILD, child_id)
    return child


def _open(house: House, child_id: str, case_id: str) -> tuple[Child, Case]:
    with house.database.transaction() as db:
        child = _look(db, house, child_id)
        return child, store.get(db, house.vault, child_id, case_id)
