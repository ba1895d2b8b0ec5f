"""A child's visits, month by month: correct one, strike one, add one from paper."""

from datetime import date, timedelta

import sqlite_utils
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.children.visit_forms import StrikeForm, VisitForm, first_day
from kiosk.counselor.forms import NO
from kiosk.counselor.sheets.register import first_of
from kiosk.domain.audit import Action
from kiosk.domain.register import month_days, months_beside
from kiosk.errors import BadInput
from kiosk.house import current_house
from kiosk.store.attendance import by_hand, sittings, visit_lists
from kiosk.store.people import children
from kiosk.store.rights import audit


def visits(child_id: str) -> ResponseReturnValue:
    """Show a child's visits of a month."""
    house = current_house()
    moment = house.clock()
    month = first_of(request.args.get("month", "")) or moment.day.replace(day=1)
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        came = visit_lists.of_child_in(db, child_id, month, month_days(month)[-1])
        audit.note(db, moment, house.vault.keeper.id, Action.LOOKED_AT_VISITS, child_id)
    return render_template(
        "counselor/children/visits.html",
        child=child,
        came=came,
        month=month,
        **months_beside(month),
    )


def add_visit(child_id: str) -> ResponseReturnValue:
    """Add a visit from the paper register."""
    house = current_house()
    moment = house.clock()
    with house.database.reading() as db:
        child = children.get(db, child_id)
    form = VisitForm(moment.day, day=moment.day - timedelta(days=1))
    if form.validate_on_submit():
        try:
            with house.database.transaction() as db:
                by_hand.back_fill(
                    db, child_id, form.day.day, *form.times(), moment, house.vault.keeper.id,
                    first_day(house),
                )  # fmt: skip
        except BadInput as fault:
            form.refuse_times(str(fault))
        else:
            return _kept(child_id, form.day.day)
    return render_template("counselor/children/visit_form.html", form=form, child=child, visit=None)


def correct_visit(seq: int) -> ResponseReturnValue:
    """Write other times over a visit."""
    house = current_house()
    moment = house.clock()
    with house.database.reading() as db:
        visit = visit_lists.get(db, seq)
        child = children.get(db, visit.child)
    form = VisitForm(moment.day, visit)

    def write(db: sqlite_utils.Database) -> None:
        form.check(visit_lists.get(db, seq).mark)
        by_hand.correct(db, seq, *form.times(), moment, house.vault.keeper.id, first_day(house))

    try:
        if form.keeps(write):
            return _kept(child.id, form.day.day)
    except BadInput as fault:
        form.refuse_times(str(fault))
    return render_template(
        "counselor/children/visit_form.html", form=form, child=child, visit=visit
    )


def strike_visit(seq: int) -> ResponseReturnValue:
    """Strike a visit that never was, and where she wants it what was answered in its sitting."""
    house, form = current_house(), StrikeForm()
    with house.database.reading() as db:
        visit = visit_lists.get(db, seq)
        child = children.get(db, visit.child)
        answers = sittings.count(db, visit)
    if form.validate_on_submit():
        with_answers = form.answers.data != NO
        with house.database.transaction() as db:
            who = house.vault.keeper.id
            by_hand.strike(db, seq, house.clock(), who, with_answers=with_answers)
        flash(gettext("The visit is struck."))
        is_today = visit.day == house.clock().day
        here = url_for("counselor.today") if is_today else _page_of(child.id, visit.day)
        return redirect(here, 303)
    return render_template(
        "counselor/children/strike.html", form=form, child=child, visit=visit, answers=answers
    )


def _kept(child_id: str, day: date) -> ResponseReturnValue:
    flash(gettext("Changed and kept."))
    return redirect(_page_of(child_id, day), 303)


def _page_of(child_id: str, day: date) -> str:
    return url_for("counselor.visits", child_id=child_id, month=f"{day:%Y-%m}")
