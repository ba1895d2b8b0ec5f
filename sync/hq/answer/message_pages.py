"""The pages of messages down: what was sent, and writing one."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sync.hq.answer import message_form, post, training
from sync.hq.answer.recipients import meant
from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.access import administrators_only, signed_in
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.hq.register import houses
from sync.materials import Material
from sync.messages import LONGEST_TITLE

blueprint = Blueprint("messages", __name__)

# No message has a higher number: a database refuses to compare with more.
_LAST = 2**31 - 1

_MOST_SHOWN = 25


@blueprint.get("/messages")
@signed_in
def messages_page() -> Page:
    """List what was sent, and how many houses have it, some at a time."""
    county, before = visitor().county, request.args.get("before", type=int)
    before = None if before is None else max(0, min(before, _LAST))
    with current_headquarters().database.reading() as connection:
        sent = post.sent(connection, county, _MOST_SHOWN + 1, before)
        meant_alone = [one.house for one in sent if one.house]
        names = houses.names(connection, meant_alone)
    earlier = sent[_MOST_SHOWN - 1].id if len(sent) > _MOST_SHOWN else None
    return render_template("messages.html", sent=sent[:_MOST_SHOWN], names=names, earlier=earlier)


@blueprint.get("/messages/write")
@administrators_only
def write_message_page() -> Page:
    """Ask what is to be said, and to whom; a house may have been chosen on its page."""
    return _form(request.args.to_dict(), None)


@blueprint.post("/messages/write")
@administrators_only
def write_message_now() -> Page:
    """Send an announcement, guidance or a training text to the houses."""
    hq, typed = current_headquarters(), request.form.to_dict()
    kind, who, now = typed.get("kind", ""), visitor().name, hq.clock()
    if kind not in message_form.LENGTHS:
        abort(400)
    try:
        written = message_form.read(kind, typed, now)
        with hq.database.transaction() as connection:
            county, house = meant(connection, typed)
            if isinstance(written, Material):
                training.write(connection, written, who, now, county=county, house=house)
            else:
                content = written.content()
                post.write(connection, kind, content, who, now, county=county, house=house)
            audit.note(connection, now, who, Action.WROTE_MESSAGE, written.title)
    except Refused as problem:
        return _form(typed, said(problem)), 400
    return redirect(url_for("messages.messages_page", sent="yes"))


@blueprint.post("/messages/<int:message>/withdraw")
@administrators_only
def withdraw_now(message: int) -> Page:
    """Withdraw a training text from where it was sent."""
    hq, who, message = current_headquarters(), visitor().name, min(message, _LAST)
    try:
        with hq.database.transaction() as connection:
            title = training.withdraw(connection, message, who, hq.clock())
            audit.note(connection, hq.clock(), who, Action.WITHDREW_TEXT, title)
    except Refused:
        abort(404)
    return redirect(url_for("messages.messages_page", sent="yes"))


def _form(typed: Mapping[str, str], problem: str | None) -> str:
    return render_template(
        "write_message.html",
        typed=typed,
        problem=problem,
        longest_title=LONGEST_TITLE,
        lengths=message_form.LENGTHS,
    )
