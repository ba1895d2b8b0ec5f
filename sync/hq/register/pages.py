"""The pages: adding a house, and its one-time code."""

from flask import Blueprint, redirect, render_template, request, url_for

from sync import invitation
from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only, anybody
from sync.hq.people.audit import Action
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import houses
from sync.hq.register.sheets import Sheet

blueprint = Blueprint("register", __name__)


@blueprint.get("/houses/add")
@administrators_only
def add_house_page() -> Page:
    """Ask for a new house's name and county."""
    return render_template("add_house.html", typed={}, problem=None)


@blueprint.post("/houses/add")
@administrators_only
def add_house_now() -> Page:
    """Put a house on the list and go on to its code."""
    hq, typed = current_headquarters(), request.form
    try:
        with hq.database.transaction() as connection:
            added = houses.add(
                connection, typed.get("name", ""), typed.get("county", ""), hq.clock()
            )
            audit.note(connection, hq.clock(), visitor().name, Action.ADDED_HOUSE, added.house)
    except Refused as problem:
        return render_template("add_house.html", typed=typed, problem=said(problem)), 400
    # 307 posts again to the code's own page: reloading that one gives a new code, not a house.
    return redirect(url_for("register.code_now", house=added.house), 307)


@blueprint.post("/houses/<house>/code")
@administrators_only
def code_now(house: str) -> Page:
    """Give a house a new one-time code and show it, this once."""
    hq = current_headquarters()
    if visible_house(house).retired_on is not None:
        return redirect(url_for("changing.change_house_page", house=house))
    with hq.database.transaction() as connection:
        code = houses.give_code(connection, house, hq.clock())
        audit.note(connection, hq.clock(), visitor().name, Action.GAVE_CODE, house)
        found = houses.find(connection, house)
    return render_template("code.html", sheet=Sheet(found, code, hq.config.address))


@blueprint.get(invitation.PATH)
@anybody
def invited() -> Page:
    """Say what a one-time code is for, to whoever scanned it with a phone."""
    return render_template("invited.html")


@blueprint.get("/houses/<house>/code")
@administrators_only
def code_page(house: str) -> Page:
    """Lead back to the house: a code is shown only once."""
    return redirect(url_for("house.house_page", house=house))
