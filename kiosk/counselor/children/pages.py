"""The children: their list, one of them, and the form for a new or a changed one."""

from collections.abc import Iterable

import sqlite_utils
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from kiosk.counselor.casework import case_words
from kiosk.counselor.children.child_form import ChildForm, known_of
from kiosk.counselor.children.find_form import FindForm
from kiosk.domain.ages import age_on
from kiosk.domain.audit import Action
from kiosk.domain.casework import Case, Kind, kind_of
from kiosk.domain.children import PICTURES, ChildFile
from kiosk.domain.households import Household
from kiosk.errors import Unreadable
from kiosk.house import House, current_house
from kiosk.store.attendance import visit_lists, visits
from kiosk.store.people import categories, circles, consents, tags
from kiosk.store.people import children as store
from kiosk.store.rights import audit
from kiosk.store.work import cases, snoozes


def everyone() -> ResponseReturnValue:
    """Show the card of each child that comes, of those who left too, or who is looked for."""
    house, form = current_house(), FindForm()
    is_search = form.validate_on_submit()
    with house.database.reading() as db:
        with_left = is_search or "left" in request.args
        cards = store.everyone(db) if with_left else store.coming(db)
        left = 0 if with_left else store.count_left(db)
    shown = form.found(house, cards) if is_search else cards
    return render_template(
        "counselor/children/children.html", form=form, cards=cards, shown=shown, more=left
    )


def one(child_id: str) -> ResponseReturnValue:
    """Show a child's card, file and consents."""
    house = current_house()
    moment = house.clock()
    with house.database.transaction() as db:
        child = store.get(db, child_id)
        file = readable_file(db, house, child_id)
        history = consents.history(db, house.vault, child_id)
        came = visit_lists.of_child(db, child_id, 5)
        is_here = any(visit.child == child_id for visit in visits.here(db, moment))
        waiting = cases.waiting_of(db, house.vault, child_id)
        snooze = snoozes.of_child(db, house.vault, child_id)
        tag_count = tags.count(db, child_id)
        names = {one.id: one.name(str(get_locale())) for one in categories.everything(db)}
        audit.note(db, moment, house.vault.keeper.id, Action.LOOKED_AT_CHILD, child_id)
    return render_template(
        "counselor/children/child.html",
        child=child,
        file=file,
        history=history,
        category=names.get(file.category, "–") if file else "",
        waiting=_by_kind(waiting),
        today=moment.day,
        case_words=case_words,
        came=came,
        age=age_on(file.birth, moment.day) if file else None,
        is_here=is_here,
        snooze=snooze if snooze and snooze.holds(moment) else None,
        tags=tag_count,
    )


def new() -> ResponseReturnValue:
    """Add a child, then ask for its guardian's consent."""
    house = current_house()
    moment = house.clock()
    with house.database.reading() as db:
        others, known = store.coming(db), categories.everything(db)
        groups = circles.everything(db)
    free = [code for code in PICTURES if code not in {child.picture for child in others}]
    form = ChildForm(moment.day, others, known, groups, picture=(free or PICTURES)[0])
    if form.validate_on_submit():
        with house.database.transaction() as db:
            child_id = store.add(db, house.vault, form.card(), form.file(), moment)
        return redirect(url_for("counselor.consent", child_id=child_id), 303)
    return render_template("counselor/children/child_form.html", form=form, child=None)


def change(child_id: str) -> ResponseReturnValue:
    """Change a child's card and file."""
    house = current_house()
    moment = house.clock()
    with house.database.transaction() as db:
        child = store.get(db, child_id)
        file = readable_file(db, house, child_id)
        others = [other for other in store.coming(db) if other.id != child_id]
        known, groups = categories.everything(db), circles.everything(db)
        audit.note(db, moment, house.vault.keeper.id, Action.LOOKED_AT_CHILD, child_id)
    household = _household_of(file)
    form = ChildForm(moment.day, others, known, groups, household, **known_of(child, file))

    def write(db: sqlite_utils.Database) -> None:
        form.check(_household_of(readable_file(db, house, child_id)).mark)
        store.change(db, house.vault, form.card(child_id), form.file(), moment)

    if form.keeps(write):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.one", child_id=child_id), 303)
    return render_template(
        "counselor/children/child_form.html",
        form=form,
        child=child,
        unreadable=household.unreadable,
    )


def _by_kind(waiting: Iterable[Case]) -> dict[Kind, list[Case]]:
    found: dict[Kind, list[Case]] = {}
    for case in waiting:
        if case.entry:
            found.setdefault(kind_of(case.entry), []).append(case)
    return found


def _household_of(file: ChildFile | None) -> Household:
    return file.household if file else Household()


def readable_file(db: sqlite_utils.Database, house: House, child_id: str) -> ChildFile | None:
    """Open a child's file; None where it is damaged: it can be written anew, and stops nothing."""
    try:
        return store.file_of(db, house.vault, child_id)
    except Unreadable:
        return None
