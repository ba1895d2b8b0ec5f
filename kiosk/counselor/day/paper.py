"""A whole day from the paper register: a tap a child, one time for all."""

from datetime import date, timedelta

import sqlite_utils
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.children.visit_forms import PaperForm, first_day
from kiosk.counselor.day.board import not_agreed
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.domain.register import month_days
from kiosk.errors import BadInput
from kiosk.house import House, current_house
from kiosk.store.attendance import by_hand, visit_lists
from kiosk.store.people import children
from kiosk.store.rights import audit

# Who has left is asked for on days when it still came, or may have: a house of many years has
# several times as many who left as come to it.
_ABOUT = timedelta(days=60)


def paper(day: str) -> ResponseReturnValue:
    """Ask who came on a day, and keep it: all of them or none."""
    house = current_house()
    date_asked = _read_day(day)
    if date_asked is None or not first_day(house) <= date_asked <= house.clock().day:
        return redirect(url_for("counselor.this_month"))
    with house.database.transaction() as db:
        lately = visit_lists.who_came(db, date_asked - _ABOUT, date_asked + _ABOUT)
        known = children.coming(db, also=lately)
        came = visit_lists.who_came(db, date_asked, date_asked)
        keeper = house.vault.keeper.id
        audit.note(db, house.clock(), keeper, Action.LOOKED_AT_REGISTER, f"{date_asked}")
    may = [child for child in known if child.allows(Purpose.VISITS) and child.id not in came]
    form = PaperForm()
    if form.validate_on_submit() and _keep(house, form, date_asked):
        flash(gettext("The day is in the register now."))
        return redirect(url_for("counselor.of_month", month=f"{date_asked:%Y-%m}"), 303)
    return _show(form, date_asked, may, known, came)


def _keep(house: House, form: PaperForm, day: date) -> bool:
    try:
        with house.database.transaction() as db:
            for child_id in form.child.data:
                _back_fill(db, house, child_id, form, day)
    except BadInput as fault:
        form.refuse_times(str(fault))
        return False
    return True


def _back_fill(
    db: sqlite_utils.Database, house: House, child_id: str, form: PaperForm, day: date
) -> None:
    moment, keeper = house.clock(), house.vault.keeper.id
    by_hand.back_fill(db, child_id, day, *form.times_on(day), moment, keeper, first_day(house))


def _show(form: PaperForm, day: date, may: list[Child], known: list[Child], came: set[str]) -> str:
    house, one = current_house(), timedelta(days=1)
    first, last = first_day(house), house.clock().day
    return render_template(
        "counselor/day/paper.html",
        form=form,
        day=day,
        may=may,
        already=[child for child in known if child.id in came],
        without=not_agreed(known),
        days=[that for that in month_days(day) if first <= that <= last],
        earlier=day - one if day > first else None,
        later=day + one if day < last else None,
    )


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
