"""Away: until when, who is there meanwhile, and that she is back.

A child that wants to talk is told so; no other page shows anything of it.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.day.away_forms import AwayForm, StandInsForm
from kiosk.house import current_house
from kiosk.store import settings


def away() -> ResponseReturnValue:
    """Ask until when she is away, and keep it."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        people = settings.stand_ins(db)
    form = AwayForm(moment.day, people)
    if form.keeps(lambda db: settings.go_away(db, form.absence(), moment, keeper)):
        return redirect(url_for("counselor.today"), 303)
    return render_template("counselor/day/away.html", form=form, people=people)


def back_again() -> ResponseReturnValue:
    """Keep that she is back."""
    house = current_house()
    with house.database.transaction() as db:
        settings.come_back(db, house.clock(), house.vault.keeper.id)
    return redirect(url_for("counselor.today"), 303)


def stand_ins() -> ResponseReturnValue:
    """Show who can stand in for her, and write it anew."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        form = StandInsForm(settings.stand_ins(db))
    if form.keeps(lambda db: settings.set_stand_ins(db, form.stand_ins(), moment, keeper)):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.away"), 303)
    return render_template("counselor/day/stand_ins.html", form=form)
