"""Answering: how do I feel, and at the end, how was it here today.

Whatever was answered, or skipped, the next page is the same.
"""

from collections.abc import Hashable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.child import language, visitor
from kiosk.child.pages import known_child, page
from kiosk.domain.moods import Face, about_of, asks_about, faces_for
from kiosk.house import current_house
from kiosk.store.attendance import feedback, moods


def feel() -> ResponseReturnValue:
    """Ask how the child feels, and one from eight on, on the same page, what about."""
    known = known_child()
    if known and asks_about(known):
        return _ask("feel", says="feel_about", asks_about=True)
    return _ask("feel")


def felt() -> ResponseReturnValue:
    """Keep the answer, sealed; a skip goes the same way."""
    house = current_house()
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            about = about_of(request.form.getlist("about")) if asks_about(known) else ()
            moods.keep(db, house.vault, known.id, _face(), house.clock(), about)
    return redirect(url_for("child.menu"), 303)


def today() -> ResponseReturnValue:
    """Ask a child that goes home how it was here."""
    return _ask("today")


def said_of_today() -> ResponseReturnValue:
    """Keep the answer, sealed; then it is goodbye, in the child's language."""
    house = current_house()
    with house.database.transaction() as db:
        known = visitor.present(db)
        if known:
            feedback.keep(db, house.vault, known.id, _face(), house.clock())
    return farewell()


def farewell() -> ResponseReturnValue:
    """Forget who stood here, and say goodbye."""
    goodbye_in = language.choose()
    visitor.forget()
    return redirect(url_for("child.bye", language=goodbye_in), 303)


def _ask(question: str, **facts: Hashable) -> ResponseReturnValue:
    known = known_child()
    if known is None:
        return redirect(url_for("child.asleep"), 303)
    return page(question, me=known, faces=faces_for(known), **facts)


def _face() -> Face | None:
    answer = request.form.get("face", "")
    return Face(answer) if answer in set(Face) else None
