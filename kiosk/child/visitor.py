"""Who stands at the screen: remembered for one sitting, in the session alone."""

import sqlite_utils
from flask import session

from kiosk.domain.children import Child
from kiosk.errors import UnknownChild
from kiosk.store.people import children

GUEST = "guest"


def welcome(child: Child | None) -> None:
    """Remember who stands here; None is a guest."""
    forget()
    session["visitor"] = child.id if child else GUEST
    if child:
        session["language"] = child.language


def knock(child: Child) -> None:
    """Remember who says that it is this child, until its picture code has told."""
    forget()
    session["knocking"] = child.id
    session["language"] = child.language


def knocking() -> str:
    """Tell the id of the child that somebody says to be; empty where nobody does."""
    return str(session.get("knocking", ""))


def forget() -> None:
    """Forget who stood here; the form token stays, or the next child's first tap would fail."""
    for name in ("visitor", "language", "knocking", "tapped", "tries", "leaving"):
        session.pop(name, None)


def leave_by(page: str) -> None:
    """Remember which question who leaves is asked: there it comes back, and not to its games."""
    session["leaving"] = page


def way_back() -> str:
    """Tell to which page who has looked aside goes back."""
    return str(session.get("leaving", "child.menu")) if is_known() else "child.asleep"


def is_known() -> bool:
    """Tell whether somebody, child or guest, has said who they are."""
    return "visitor" in session


def present(db: sqlite_utils.Database) -> Child | None:
    """Tell the child who stands here; None for a guest or nobody."""
    visitor = session.get("visitor", GUEST)
    if visitor == GUEST:
        return None
    try:
        return children.get(db, visitor)
    except UnknownChild:
        forget()
        return None
