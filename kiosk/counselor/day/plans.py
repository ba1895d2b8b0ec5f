"""What the house means to do: planned, held with those who took part, or dropped."""

from datetime import date

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.day.activities import kept, may_take_part
from kiosk.counselor.day.activity_form import ActivityForm
from kiosk.counselor.day.plan_form import PlanForm
from kiosk.domain.activities import Activity
from kiosk.errors import UnknownRecord
from kiosk.house import current_house
from kiosk.store.work import activities, plans


def add_plan() -> ResponseReturnValue:
    """Plan an activity."""
    house, moment = current_house(), current_house().clock()
    form = PlanForm(moment.day)
    if form.keeps(lambda db: plans.add(db, house.vault, form.entry(), moment)):
        flash(gettext("Kept."))
        return _back()
    return render_template("counselor/day/plan_form.html", form=form)


def hold_plan(plan_id: str, day: str) -> ResponseReturnValue:
    """Keep what was planned as an activity that took place: by whom, and how long, is asked."""
    house, moment, on = current_house(), current_house().clock(), _day(day)
    with house.database.reading() as db:
        plan = plans.due(db, house.vault, plan_id, on)
        who = may_take_part(db, moment, ())
    meant = Activity(plan.name, on, plan.start, plan.minutes)
    form = ActivityForm(moment.day, who, meant)

    def keep(db: sqlite_utils.Database) -> None:
        plans.tell(db, house.vault, plan_id, on, moment)
        activities.add(db, house.vault, form.entry(), moment)

    if form.keeps(keep):
        return kept(form)
    return render_template("counselor/day/activity_form.html", form=form, record=None)


def drop_planned(plan_id: str, day: str) -> ResponseReturnValue:
    """Note that it does not take place on a day."""
    house, on = current_house(), _day(day)
    with house.database.transaction() as db:
        plans.tell(db, house.vault, plan_id, on, house.clock())
    return _back()


def end_plan(plan_id: str) -> ResponseReturnValue:
    """Plan it no more."""
    house = current_house()
    with house.database.transaction() as db:
        plans.end(db, house.vault, plan_id, house.clock())
    flash(gettext("Deleted."))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("counselor.activities"), 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnknownRecord("This plan is not for that day.") from error
