"""The page that adds a house."""

from flask import Blueprint, redirect, render_template, request, url_for

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import houses

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
    return redirect(url_for("sheets.code_now", house=added.house), 307)
