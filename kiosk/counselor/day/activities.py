"""The house's activities: a month of them, and the form by which one is added or changed."""

from collections.abc import Collection

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.day.activity_form import ActivityForm
from kiosk.counselor.sheets.register import first_of
from kiosk.domain.activities import ActivityRecord
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment
from kiosk.domain.plans import planned
from kiosk.domain.register import months_beside
from kiosk.domain.tallies import month_of
from kiosk.house import House, current_house
from kiosk.store.attendance import tallies, visit_lists
from kiosk.store.people import children
from kiosk.store.rights import audit
from kiosk.store.work import activities as store
from kiosk.store.work import plans


def activities() -> ResponseReturnValue:
    """Go to the activities of the month that is now."""
    month = month_of(current_house().clock().day)
    return redirect(url_for("counselor.activities_of", month=month))


def activities_of(month: str) -> ResponseReturnValue:
    """Show a month's activities."""
    first = first_of(month)
    if first is None:
        return activities()
    house, today = current_house(), current_house().clock().day
    with house.database.transaction() as db:
        found = store.of_month(db, house.vault, month)
        counts = tallies.of_month(db, month)
        meant = plans.everything(db, house.vault)
        named = {one for record in found if record.activity for one in record.activity.participants}
        cards = {child.id: child for child in children.coming(db, named)}
        keeper = house.vault.keeper.id
        audit.note(db, house.clock(), keeper, Action.LOOKED_AT_ACTIVITIES, month)
    return render_template(
        "counselor/day/activities.html",
        records=found,
        counts=counts,
        cards=cards,
        month=first,
        today=today,
        planned=planned(meant, today),
        damaged=[one.id for one in meant if one.plan is None],
        **months_beside(first),
    )


def add_activity() -> ResponseReturnValue:
    """Add an activity."""
    house, moment = current_house(), current_house().clock()
    with house.database.reading() as db:
        form = ActivityForm(moment.day, may_take_part(db, moment, ()), None)
    if form.keeps(lambda db: store.add(db, house.vault, form.entry(), moment)):
        return kept(form)
    return render_template("counselor/day/activity_form.html", form=form, record=None)


def change_activity(activity_id: str) -> ResponseReturnValue:
    """Change an activity."""
    house, moment = current_house(), current_house().clock()
    record, form = _open(house, activity_id, moment)

    def write(db: sqlite_utils.Database) -> None:
        known = store.get(db, house.vault, activity_id).activity
        form.check(known.mark if known else "")
        store.change(db, house.vault, record, form.entry(), moment)

    if form.keeps(write):
        return kept(form)
    return render_template("counselor/day/activity_form.html", form=form, record=record)


def delete_activity(activity_id: str) -> ResponseReturnValue:
    """Delete an activity that should never have been."""
    house = current_house()
    with house.database.transaction() as db:
        record = store.find(db, house.vault, activity_id)
        store.delete(db, house.vault, record, house.clock())
    flash(gettext("Deleted."))
    return redirect(url_for("counselor.activities"), 303)


def kept(form: ActivityForm) -> ResponseReturnValue:
    """Show the month of an activity that was kept."""
    flash(gettext("Kept."))
    month = month_of(form.day.day)
    return redirect(url_for("counselor.activities_of", month=month), 303)


def _open(house: House, activity_id: str, moment: Moment) -> tuple[ActivityRecord, ActivityForm]:
    with house.database.transaction() as db:
        record = store.get(db, house.vault, activity_id)
        already = record.activity.participants if record.activity else ()
        who = may_take_part(db, moment, already)
        keeper = house.vault.keeper.id
        audit.note(db, moment, keeper, Action.LOOKED_AT_ACTIVITIES, activity_id)
    return record, ActivityForm(moment.day, who, record.activity)


def may_take_part(
    db: sqlite_utils.Database, moment: Moment, already: Collection[str]
) -> list[Child]:
    """List who can be named: whose guardian agreed to it, and who was named; who came first."""
    here = visit_lists.who_came(db, moment.day, moment.day)
    found = [
        child
        for child in children.coming(db, already)
        if child.id in already or child.allows(Purpose.VISITS)
    ]
    return sorted(found, key=lambda child: child.id not in here)
