"""Arriving: the sleeping screen, who am I, and the touch that lets a child in."""

import sqlite_utils
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.pages import outdoors, page
from kiosk.domain.children import Child
from kiosk.domain.circles import Circle, show
from kiosk.domain.consent import Purpose
from kiosk.domain.moment import Moment
from kiosk.house import House, current_house
from kiosk.store.attendance import moods, visits
from kiosk.store.people import children, circles


def asleep() -> ResponseReturnValue:
    """Sleep: the village by the hour and the season, and one thing to tap."""
    visitor.forget()
    return outdoors("asleep")


def who() -> ResponseReturnValue:
    """Ask who is here: pictures, those still expected today in front, or those of one circle.

    Whoever stood here does so no more: what is tapped from now on is another child's.
    """
    visitor.forget()
    house = current_house()
    moment = house.clock()
    everyone, groups, came = _may_come(house, moment)
    chosen, number = request.args.get("circle", ""), request.args.get("page", 1, int)
    shown = show(everyone, groups, chosen, number)
    here = visits.who_is_here(came, moment)
    return page("who" if everyone else "empty", shown=shown, here=here)


def _may_come(house: House, moment: Moment) -> tuple[list[Child], list[Circle], visits.Rows]:
    today, days = moment.day, visits.days_of_stay(moment)

    def read(db: sqlite_utils.Database) -> tuple[list[Child], list[Circle], visits.Rows]:
        everyone, groups = children.arriving_first(db, today), circles.everything(db)
        return everyone, groups, visits.not_gone(db, days)

    return house.database.remembered(("may come", days), read)


def come() -> ResponseReturnValue:
    """Let a child in: one touch, one transaction. One that has a picture code is asked for it."""
    # In the form, not in the address: a browser writes down where it has been.
    return let_in(request.form.get("child", ""), asks_code=True)


def let_in(child_id: str, *, asks_code: bool = False) -> ResponseReturnValue:
    """Keep that a child has come, and ask how it feels, until it has answered in this visit."""
    house = current_house()
    moment = house.clock()
    with house.database.transaction() as db:
        known = children.get(db, child_id)
        knocks = asks_code and bool(known.code)
        asks = not knocks and _arrive(db, known, moment)
    if knocks:
        visitor.knock(known)
        return redirect(url_for("child.code"), 303)
    visitor.welcome(known)
    return redirect(url_for("child.feel" if asks else "child.menu"), 303)


def _arrive(db: sqlite_utils.Database, child: Child, moment: Moment) -> bool:
    """Keep that a child has come, and tell whether it is to be asked how it feels."""
    visit = visits.arrive(db, child, moment)
    return child.allows(Purpose.MOODS) and not moods.has_said(db, child.id, visit, moment)


def come_as_guest() -> ResponseReturnValue:
    """Let somebody play of whom nothing is kept."""
    visitor.welcome(None)
    return redirect(url_for("child.menu"), 303)
