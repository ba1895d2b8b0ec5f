"""The picture code: two of nine things, for who wants its picture to itself.

It tells a child from a friend who taps the wrong picture, and guards nothing: whoever does not
know it is not shut out for ever, but fetches a grown-up.
"""

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.arriving import let_in
from kiosk.child.pages import page
from kiosk.domain.children import Child
from kiosk.domain.codes import THINGS, TRIES, is_whole, opens
from kiosk.house import current_house
from kiosk.store.people import children


def code() -> ResponseReturnValue:
    """Ask for the two things; after some wrong ones, send for a grown-up."""
    child = _knocking()
    if child is None:
        return redirect(url_for("child.who"), 303)
    tries = session.get("tries", 0)
    if tries >= TRIES:
        return page("code_help", me=child)
    tapped = tuple(session.get("tapped", []))
    says = "code_again" if tries and not tapped else "code"
    return page("code", says=says, me=child, tapped=tapped, tries=tries)


def tap_code() -> ResponseReturnValue:
    """Take one thing; the second one tells."""
    child, thing = _knocking(), request.form.get("thing", "")
    if child is None or thing not in THINGS:
        return redirect(url_for("child.code"), 303)
    tapped = {*session.get("tapped", []), thing}
    if not is_whole(tapped):
        session["tapped"] = [*tapped]
        return redirect(url_for("child.code"), 303)
    if opens(child.code, tapped) and session.get("tries", 0) < TRIES:
        return let_in(child.id)
    session["tapped"], session["tries"] = [], session.get("tries", 0) + 1
    return redirect(url_for("child.code"), 303)


def _knocking() -> Child | None:
    """Tell who is asked for its pictures. Raises UnknownChild where its card is gone meanwhile."""
    asked = visitor.knocking()
    with current_house().database.reading() as db:
        return children.get(db, asked) if asked else None
