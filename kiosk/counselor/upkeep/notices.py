"""What the counselor must hear once, and that she has heard it."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from kiosk.counselor import door
from kiosk.house import current_house
from kiosk.store import notices


def understood() -> ResponseReturnValue:
    """Put a notice away, and go back to where she was."""
    with current_house().database.transaction() as db:
        notices.seen(db, request.form.get("seq", 0, int))
    return redirect(door.way_back(), 303)
