"""Leaving: the touch that ends a visit, who fetches a small child, and goodbye."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.answering import farewell
from kiosk.child.pages import known_child, outdoors, page
from kiosk.domain.consent import Purpose
from kiosk.domain.fetchings import Fetcher, is_asked
from kiosk.house import current_house
from kiosk.store.attendance import feedback, fetchings, visits


def go_home() -> ResponseReturnValue:
    """Let the child go home; a small one is asked first by whom it is fetched, once a visit.

    The visit ends with this touch: a child that runs off without an answer has left too.
    """
    house = current_house()
    with house.database.transaction() as db:
        known = visitor.present(db)
        ended = visits.leave(db, known.id, house.clock()) if known else None
    if known and ended and is_asked(known):
        visitor.leave_by("child.fetch")
        return redirect(url_for("child.fetch"), 303)
    return _ask_about_today()


def fetch() -> ResponseReturnValue:
    """Ask by whom the child is fetched."""
    if known_child() is None:
        return redirect(url_for("child.asleep"), 303)
    return page("fetch")


def said_by_whom() -> ResponseReturnValue:
    """Keep the answer, sealed; a skip goes the same way."""
    house, answer = current_house(), request.form.get("by", "")
    by = Fetcher(answer) if answer in set(Fetcher) else None
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            fetchings.keep(db, house.vault, known.id, by, house.clock())
    return _ask_about_today()


def _ask_about_today() -> ResponseReturnValue:
    """Ask who has not said yet how it was here, once a day; then it is goodbye."""
    house = current_house()
    with house.database.reading() as db:
        known = visitor.present(db)
        asks = (
            known
            and known.allows(Purpose.MOODS)
            and not feedback.has_said(db, known.id, house.clock())
        )
    if not asks:
        return farewell()
    visitor.leave_by("child.today")
    return redirect(url_for("child.today"), 303)


def bye() -> ResponseReturnValue:
    """Say goodbye, then sleep."""
    return outdoors("bye")
