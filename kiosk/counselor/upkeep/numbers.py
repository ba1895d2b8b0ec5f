"""Numbers: whom children and counselors can call in this county."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.upkeep.numbers_form import NumbersForm
from kiosk.domain.directions import Part
from kiosk.house import current_house
from kiosk.store import directions, settings


def numbers() -> ResponseReturnValue:
    """Show whom to call, and write it anew."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        came = directions.holding(db, Part.HOTLINES)
    form = NumbersForm(house.hotlines())
    if form.keeps(lambda db: settings.set_hotlines(db, form.lines(), moment, keeper)):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.numbers"), 303)
    return render_template("counselor/upkeep/numbers.html", form=form, came=came)
