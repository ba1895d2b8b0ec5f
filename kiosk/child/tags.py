"""Tags: whoever holds one to the reader is let in, whatever page is open."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.arriving import let_in
from kiosk.child.pages import page
from kiosk.house import current_house
from kiosk.store.people import tags


def read_tag() -> ResponseReturnValue:
    """Let in the child whose tag it is; whoever holds it needs no picture code."""
    house = current_house()
    with house.database.reading() as db:
        owner = tags.owner(db, request.form.get("tag", ""))
    # A game that is still on the screen is that of whoever was here before.
    house.arcade.stop()
    if owner:
        return let_in(owner)
    visitor.forget()
    return redirect(url_for("child.no_tag"), 303)


def no_tag() -> ResponseReturnValue:
    """Say calmly that nobody has this tag yet."""
    return page("no_tag")
