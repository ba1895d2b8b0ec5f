"""The pages of one-time codes: a house's own, and those of a county's houses, to be printed."""

from flask import Blueprint, redirect, render_template, request, url_for

from sync import invitation
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only, anybody
from sync.hq.people.audit import Action
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page, visitor
from sync.hq.register import houses, sheets
from sync.hq.register.sheets import Sheet

blueprint = Blueprint("sheets", __name__)


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
    # Whoever replaces a machine goes on there: it says when the new one has come.
    page = "replacing.replace_house_page" if found.enrolled_at else "house.house_page"
    back = url_for(page, house=house)
    return _printed([Sheet(found, code, hq.config.address)], back)


@blueprint.get("/houses/<house>/code")
@administrators_only
def code_page(house: str) -> Page:
    """Lead back to the house: a code is shown only once."""
    return redirect(url_for("house.house_page", house=house))


@blueprint.get("/register/codes")
@administrators_only
def codes_page() -> Page:
    """Show by county how many houses wait for a code."""
    hq = current_headquarters()
    with hq.database.reading() as connection:
        waiting = sheets.waiting(connection, hq.clock())
    return render_template("codes.html", waiting=waiting, most=sheets.MOST)


@blueprint.post("/register/codes")
@administrators_only
def codes_now() -> Page:
    """Give a county's waiting houses codes and show them, this once."""
    hq, county = current_headquarters(), request.form.get("county", "")
    with hq.database.transaction() as connection:
        given = sheets.give(connection, county, hq.clock(), anew="anew" in request.form)
        for house, _code in given:
            audit.note(connection, hq.clock(), visitor().name, Action.GAVE_CODE, house.house)
    if not given:
        return redirect(url_for("sheets.codes_page"))
    back = url_for("sheets.codes_page")
    return _printed([Sheet(house, code, hq.config.address) for house, code in given], back)


@blueprint.get(invitation.PATH)
@anybody
def invited() -> Page:
    """Say what a one-time code is for, to whoever scanned it with a phone."""
    return render_template("invited.html")


def _printed(shown: list[Sheet], back: str) -> str:
    return render_template("sheets.html", sheets=shown, back=back)
