"""The roll call: tap the pictures of who has come, then let all of them in by one tap."""

from collections.abc import Sequence

from babel.lists import format_list
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext

from kiosk.counselor.day.board import may_arrive, not_agreed
from kiosk.domain.audit import Action
from kiosk.domain.circles import offered
from kiosk.domain.visits import Arrival
from kiosk.house import current_house
from kiosk.store.attendance import visits
from kiosk.store.people import children, circles
from kiosk.store.rights import audit


def arrivals() -> ResponseReturnValue:
    """Show everybody who can be let in."""
    house = current_house()
    with house.database.reading() as db:
        everyone, groups = children.coming(db), circles.everything(db)
        here = visits.here(db, house.clock())
    absent = may_arrive(everyone, here)
    return render_template(
        "counselor/day/arrivals.html",
        absent=absent,
        circles=offered(absent, groups),
        without=not_agreed(everyone),
        here=len(here),
    )


def let_in() -> ResponseReturnValue:
    """Let all in who are marked, or none of them; who came meanwhile stays as it came."""
    house, marked = current_house(), dict.fromkeys(request.form.getlist("child"))
    moment = house.clock()
    with house.database.transaction() as db:
        came = [one for one in marked if not visits.is_known_here(db, one, moment)]
        kept = [one for one in came if visits.check_in(db, one, moment, Arrival.COUNSELOR)]
        for child_id in kept:
            audit.note(db, moment, house.vault.keeper.id, Action.LET_IN, child_id)
        without = [children.get(db, one).nickname for one in came if one not in kept]
    _tell(len(kept), without)
    if not marked:
        flash(gettext("Please tap who came."))
    return redirect(url_for("counselor.arrivals"), 303)


def _tell(number: int, without: Sequence[str]) -> None:
    """Say how many are checked in, and of whom nothing was kept."""
    if number:
        flash(ngettext("%(num)d child is checked in.", "%(num)d children are checked in.", number))
    if without:
        names = format_list(without, locale=get_locale())
        sentence = gettext("Nothing was kept of %(names)s: no guardian has agreed to it yet.")
        flash(sentence % {"names": names})
