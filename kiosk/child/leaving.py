"""Leaving: the touch that ends a visit, and goodbye."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import visitor
from kiosk.child.answering import farewell
from kiosk.child.pages import outdoors
from kiosk.domain.consent import Purpose
from kiosk.house import current_house
from kiosk.store import feedback, visits


def go_home() -> ResponseReturnValue:
    """Let the child go home; who has not said yet how it was here is asked once a day.

    The visit ends with this touch: a child that runs off without an answer has left too.
    """
    house = current_house()
    moment = house.clock()
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            visits.leave(db, known.id, moment)
        asks = known and known.allows(Purpose.MOODS) and not feedback.has_said(db, known.id, moment)
    return redirect(url_for("child.today"), 303) if asks else farewell()


def bye() -> ResponseReturnValue:
    """Say goodbye, then sleep."""
    return outdoors("bye")
