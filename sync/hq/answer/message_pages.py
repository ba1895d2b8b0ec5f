"""The pages of messages down: what was sent, and writing one."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sync.hq.answer import post
from sync.hq.errors import Refused, UnknownHouse
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only, signed_in
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import counties, houses
from sync.messages import BULLETINS, LONGEST_BODY, LONGEST_TITLE, Bulletin

blueprint = Blueprint("messages", __name__)

# How the form names whom a message is for.
_COUNTY, _HOUSE = "county:", "house:"


@blueprint.get("/messages")
@signed_in
def messages_page() -> Page:
    """List what was sent, and how many houses have it."""
    county = visitor().county
    with current_headquarters().database.reading() as connection:
        sent = post.sent(connection, county)
        names = {one.house: one.name for one in houses.everyone(connection, county)}
    return render_template("messages.html", sent=sent, names=names)


@blueprint.get("/messages/write")
@administrators_only
def write_message_page() -> Page:
    """Ask what is to be said, and to whom."""
    return _form({}, None)


@blueprint.post("/messages/write")
@administrators_only
def write_message_now() -> Page:
    """Send an announcement or guidance to the houses."""
    hq, typed = current_headquarters(), request.form.to_dict()
    kind = typed.get("kind", "")
    if kind not in BULLETINS:
        abort(400)
    try:
        bulletin = _bulletin(typed, hq.clock())
        with hq.database.transaction() as connection:
            county, house = meant(typed.get("to", ""))
            if house:
                houses.find(connection, house)
            content, who = bulletin.content(), visitor().name
            post.write(connection, kind, content, who, hq.clock(), county=county, house=house)
            audit.note(connection, hq.clock(), who, Action.WROTE_MESSAGE, typed["title"])
    except Refused as problem:
        return _form(typed, said(problem)), 400
    except UnknownHouse:
        abort(400)
    return redirect(url_for("messages.messages_page", sent="yes"))


def _bulletin(typed: Mapping[str, str], now: datetime) -> Bulletin:
    """Read what was typed, or raise Refused."""
    title, title_en = (" ".join(typed.get(name, "").split()) for name in ("title", "title_en"))
    body, body_en = (_lines(typed.get(name, "")) for name in ("body", "body_en"))
    if bool(title_en) != bool(body_en):
        raise Refused("In English, please write both title and text, or neither.")
    if not title or max(len(title), len(title_en)) > LONGEST_TITLE:
        raise Refused("A title has 1 to %(most)s characters.", most=LONGEST_TITLE)
    if not body or max(len(body), len(body_en)) > LONGEST_BODY:
        raise Refused("A text has 1 to %(most)s characters.", most=LONGEST_BODY)
    return Bulletin(int(now.timestamp()), title, body, title_en, body_en)


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def meant(to: str) -> tuple[str | None, str | None]:
    """Read whom a message is for: a county, a house, or (None, None) for all. Raises Refused."""
    if to.startswith(_COUNTY):
        return counties.county(to.removeprefix(_COUNTY)).code, None
    if to.startswith(_HOUSE):
        return None, to.removeprefix(_HOUSE)
    if to != "all":
        raise Refused("Please choose whom it is for.")
    return None, None


def _form(typed: Mapping[str, str], problem: str | None) -> str:
    with current_headquarters().database.reading() as connection:
        listed = houses.everyone(connection)
    places = {"title": LONGEST_TITLE, "body": LONGEST_BODY}
    return render_template(
        "write_message.html", typed=typed, problem=problem, houses=listed, most=places
    )
