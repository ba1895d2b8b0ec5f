"""Consider a quiet chat: she has talked, or puts it off, or wants to be asked again.

Who it is comes in the form: a browser writes addresses down.
"""

from datetime import timedelta

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.counselor.casework.cases import after_a_talk
from kiosk.domain.concern import AFTER_A_TALK, PUT_OFF, Snooze
from kiosk.house import current_house
from kiosk.store.work import snoozes


def talked() -> ResponseReturnValue:
    """Note that she has talked with a child, and ask whether anything is to be done."""
    child, today = request.form.get("child", ""), current_house().clock().day
    _put_off(child, Snooze(today + AFTER_A_TALK, talked=today))
    return after_a_talk(child)


def later() -> ResponseReturnValue:
    """Put a chat off for some weeks."""
    weeks = request.form.get("weeks", type=int)
    if weeks not in PUT_OFF:
        abort(400)
    until = current_house().clock().day + timedelta(weeks=weeks)
    _put_off(request.form.get("child", ""), Snooze(until))
    return redirect(url_for("counselor.today"), 303)


def end_snooze() -> ResponseReturnValue:
    """Let a child be thought of again."""
    house, child = current_house(), request.form.get("child", "")
    with house.database.transaction() as db:
        snoozes.end(db, house.vault, child, house.clock())
    return redirect(url_for("counselor.one", child_id=child), 303)


def _put_off(child: str, snooze: Snooze) -> None:
    house = current_house()
    with house.database.transaction() as db:
        snoozes.put_off(db, house.vault, child, snooze, house.clock())
