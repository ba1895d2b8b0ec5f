"""The closed days, and closing today by hand."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.closing import close_day
from kiosk.counselor.leafing import leaf
from kiosk.domain.corrections import Fault
from kiosk.domain.days import Closing
from kiosk.domain.moment import ClockState
from kiosk.house import current_house
from kiosk.store.attendance import days as store
from sync.status import wire_status

# On one leaf: about a month.
DAYS = 25


def days() -> ResponseReturnValue:
    """Show the closed days, and how far each has come."""
    with current_house().database.reading() as db:
        closed = leaf(DAYS, lambda limit, offset: store.latest_with_journeys(db, limit, offset))
        wire = wire_status(db)
    return render_template("counselor/day/days.html", closed=closed, wire=wire)


def close() -> ResponseReturnValue:
    """Close the day, and let its summary go to headquarters; where no day is known, ask for it."""
    house = current_house()
    moment = house.clock()
    if moment.clock is ClockState.UNKNOWN:
        # Headquarters would hear of a day in 1970, and this one would stay open.
        flash(gettext(Fault.NO_DATE))
        return redirect(url_for("counselor.set_date"), 303)
    close_day(house, _day_shown(moment.day), Closing.COUNSELOR, house.vault.keeper.id)
    flash(gettext("The day is closed."))
    return redirect(url_for("counselor.today"), 303)


def _day_shown(today: date) -> date:
    """Tell the day of which her page told: midnight may have passed since it was opened."""
    before = today - timedelta(days=1)
    return before if request.form.get("day") == before.isoformat() else today
