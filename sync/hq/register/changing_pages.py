"""The page on which an administrator changes, retires or brings back a house."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only
from sync.hq.people.audit import Action
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import houses, retiring

blueprint = Blueprint("changing", __name__)


@blueprint.get("/houses/<house>/change")
@administrators_only
def change_house_page(house: str) -> Page:
    """Show what of a house can be changed."""
    return _form(house, None)


@blueprint.post("/houses/<house>/change")
@administrators_only
def change_house_now(house: str) -> Page:
    """Give a house another name, or the right county."""
    return _done(house, Action.CHANGED_HOUSE, lambda connection: _change(connection, house))


def _change(connection: Connection, house: str) -> None:
    """Change what was changed in the form: somebody else may have changed the rest meanwhile."""
    found, typed = houses.find(connection, house, lock=True), request.form
    name, county = (
        stands if typed.get(field) == typed.get(f"was_{field}") else typed.get(field, "")
        for field, stands in (("name", found.name), ("county", found.county))
    )
    retiring.change(connection, house, name, county)


@blueprint.post("/houses/<house>/retire")
@administrators_only
def retire_house_now(house: str) -> Page:
    """Retire a house."""
    return _done(house, Action.RETIRED_HOUSE, lambda connection: _retire(connection, house))


def _retire(connection: Connection, house: str) -> None:
    """Retire a house that somebody else has not retired meanwhile, for a reason of their own."""
    typed, today = request.form, current_headquarters().today()
    if houses.find(connection, house, lock=True).retired_on is not None:
        raise Refused("This house is retired: bring it back first.")
    retiring.retire(connection, house, _day(typed.get("day", "")), typed.get("why", ""), today)


@blueprint.post("/houses/<house>/bring-back")
@administrators_only
def bring_house_back_now(house: str) -> Page:
    """Wait for a retired house again."""
    today = current_headquarters().today()
    return _done(
        house,
        Action.BROUGHT_HOUSE_BACK,
        lambda connection: retiring.bring_back(connection, house, today),
    )


def _done(house: str, action: Action, change: Callable[[Connection], object]) -> Page:
    """Change a house and note who did."""
    hq = current_headquarters()
    visible_house(house)
    try:
        with hq.database.transaction() as connection:
            change(connection)
            audit.note(connection, hq.clock(), visitor().name, action, house)
    except Refused as problem:
        return _form(house, said(problem)), 400
    return redirect(url_for("house.house_page", house=house))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as problem:
        raise Refused("A day is written as YYYY-MM-DD.") from problem


def _form(house: str, problem: str | None) -> str:
    today = current_headquarters().today()
    shown = {"house": visible_house(house), "typed": request.form, "today": today}
    return render_template("change_house.html", problem=problem, **shown)
