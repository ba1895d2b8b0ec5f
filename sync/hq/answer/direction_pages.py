"""The page on which an administrator sets numbers, thresholds and games in the houses."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for

from sync.directions import LINES, LONGEST_NUMBER, LONGEST_PURPOSE, THRESHOLDS
from sync.hq.answer import direction_form, direction_words, post
from sync.hq.answer.recipients import meant
from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.messages import SETTINGS

blueprint = Blueprint("directions", __name__)


@blueprint.get("/messages/settings")
@administrators_only
def write_settings_page() -> Page:
    """Ask what is to be set, and where; first everything stays as it is."""
    return _form({}, list(direction_words.GAMES), None)


@blueprint.post("/messages/settings")
@administrators_only
def write_settings_now() -> Page:
    """Send settings to the houses."""
    hq, typed, ticked = current_headquarters(), request.form.to_dict(), request.form.getlist("game")
    try:
        content = direction_form.read(typed, ticked, hq.clock()).content()
        with hq.database.transaction() as connection:
            county, house = meant(connection, typed)
            who = visitor().name
            post.write(connection, SETTINGS, content, who, hq.clock(), county=county, house=house)
            audit.note(connection, hq.clock(), who, Action.SET_HOUSES, house or county or "")
    except Refused as problem:
        return _form(typed, ticked, said(problem)), 400
    return redirect(url_for("messages.messages_page", sent="yes"))


def _form(typed: Mapping[str, str], ticked: Sequence[str], problem: str | None) -> str:
    return render_template(
        "write_settings.html",
        typed=typed,
        ticked=ticked,
        problem=problem,
        words=direction_words,
        keys=LINES,
        rows=direction_form.ROWS,
        thresholds=THRESHOLDS,
        chosen_any=any(typed.get(f"threshold-{name}") for name in THRESHOLDS),
        most={"purpose": LONGEST_PURPOSE, "number": LONGEST_NUMBER},
    )
