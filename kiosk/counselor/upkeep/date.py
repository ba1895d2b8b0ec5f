"""What the clock says and why it is believed; setting it takes two taps."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from kiosk.counselor.upkeep.date_form import DateForm, days_to_offer
from kiosk.domain.clock import Source, Verdict
from kiosk.domain.moment import EARLIEST
from kiosk.house import House, current_house


def set_date() -> ResponseReturnValue:
    """Show what the clock says, and take a better word for it."""
    house = current_house()
    moment, keeper = house.clock(), house.timekeeper
    form = DateForm(moment)
    if keeper and form.validate_on_submit():
        verdict = keeper.consider(Source.COUNSELOR, form.chosen(), house.vault.keeper.id)
        if verdict is Verdict.BETTER:
            flash(gettext("The date is set."))
            return redirect(url_for("counselor.today"), 303)
        form.refuse("day", _why_not(house, form, verdict))
    source = keeper.source if keeper else None
    return render_template(
        "counselor/upkeep/date.html",
        form=form,
        moment=moment,
        source=source,
        since=keeper.since() if keeper else None,
        days=list(days_to_offer(moment, keeper.certain_until())) if keeper else [],
        may_set=source is not None and source.rank <= Source.COUNSELOR.rank,
    )


def _why_not(house: House, form: DateForm, verdict: Verdict) -> str:
    if verdict is Verdict.OUTRANKED:
        return str(gettext("The clock is set already, and better than by hand."))
    if verdict is Verdict.TOO_LATE:
        return str(gettext("This day is too far away."))
    certain = house.timekeeper.certain_until() if house.timekeeper else None
    if form.chosen() < EARLIEST or certain is None:
        return str(gettext("This was before the program was made."))
    day = format_date(certain, gettext("d MMMM y"))
    return str(gettext("This cannot be: the house has certain records of %(day)s.", day=day))
