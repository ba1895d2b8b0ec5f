"""The page that leads through replacing a house's machine or its card."""

from flask import Blueprint, redirect, render_template, url_for

from sync.hq.headquarters import current_headquarters
from sync.hq.people.access import administrators_only
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page

blueprint = Blueprint("replacing", __name__)


@blueprint.get("/houses/<house>/replace")
@administrators_only
def replace_house_page(house: str) -> Page:
    """Tell what happens to the old card, give a code, and say whether the new one has come."""
    found, now = visible_house(house), current_headquarters().clock()
    if found.retired_on is not None or found.enrolled_at is None:
        return redirect(url_for("house.house_page", house=house))
    return render_template(
        "replace_house.html", house=found, has_open_code=found.has_open_code(now)
    )
