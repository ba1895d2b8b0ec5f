"""Games, sound and hours: what an adult sets for the house; it holds from the next touch on."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from games.catalog import GAMES
from kiosk.counselor.upkeep.house_rules_form import HouseRulesForm
from kiosk.domain.directions import Part
from kiosk.house import current_house
from kiosk.store import directions, settings


def house_rules() -> ResponseReturnValue:
    """Show what is set, and set it anew."""
    house = current_house()
    first, moment, keeper = house.config.settings, house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        came = directions.holding(db, Part.GAMES)
    form = HouseRulesForm(house.settings())
    if form.keeps(lambda db: settings.set_to(db, form.wanted(), first, moment, keeper)):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.house_rules"), 303)
    return render_template("counselor/upkeep/house_rules.html", form=form, came=came, offered=GAMES)


def set_as_at_first() -> ResponseReturnValue:
    """Let everything be as the house was set up."""
    house = current_house()
    first = house.config.settings
    with house.database.transaction() as db:
        settings.set_to(db, first, first, house.clock(), house.vault.keeper.id)
    flash(gettext("Everything is as it was set at first."))
    return redirect(url_for("counselor.house_rules"), 303)
