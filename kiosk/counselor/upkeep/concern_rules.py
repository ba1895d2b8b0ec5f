"""When to consider a quiet chat: an adult sets each threshold, or switches a reason off."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.upkeep.concern_rules_form import ConcernRulesForm
from kiosk.domain.concern_rules import ConcernRules
from kiosk.domain.directions import Part
from kiosk.house import current_house
from kiosk.store import directions, settings


def concern_rules() -> ResponseReturnValue:
    """Show what is set, and set it anew."""
    house = current_house()
    moment, keeper = house.clock(), house.vault.keeper.id
    with house.database.reading() as db:
        form = ConcernRulesForm(settings.concern_rules(db))
        came = directions.holding(db, Part.THRESHOLDS)
    if form.keeps(lambda db: settings.set_concern_rules(db, form.wanted(), moment, keeper)):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.concern_rules"), 303)
    return render_template("counselor/upkeep/concern_rules.html", form=form, came=came)


def concern_rules_at_first() -> ResponseReturnValue:
    """Let every threshold be as it was at first."""
    house = current_house()
    with house.database.transaction() as db:
        settings.set_concern_rules(db, ConcernRules(), house.clock(), house.vault.keeper.id)
    flash(gettext("Everything is as it was set at first."))
    return redirect(url_for("counselor.concern_rules"), 303)
