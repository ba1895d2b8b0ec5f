"""How a child has been: on which days it came, how it felt, how far it is in its games."""

from calendar import Calendar
from datetime import date, timedelta

import sqlite_utils
from flask import render_template, request
from flask.typing import ResponseReturnValue

from games.mastery import Mastery
from kiosk import standings
from kiosk.counselor.children.mastery_words import MASTERY
from kiosk.counselor.children.skill_words import SKILLS
from kiosk.counselor.sheets.register import first_of
from kiosk.domain import curve
from kiosk.domain import moods as moods_of_all
from kiosk.domain.attendance import Month, month_of
from kiosk.domain.audit import Action
from kiosk.domain.concern import is_straight_lining
from kiosk.domain.curve import Curve
from kiosk.domain.moment import from_ms, start_of
from kiosk.domain.moods import Face, Mood, faces_for
from kiosk.domain.register import month_days, months_beside
from kiosk.house import House, current_house
from kiosk.store import settings
from kiosk.store.attendance import moods, visit_lists
from kiosk.store.people import children
from kiosk.store.rights import audit

# As long as answers are kept at first: thirteen weeks.
SHOWN = timedelta(days=91)


def over_time(child_id: str) -> ResponseReturnValue:
    """Show a child's month, its answers of three months, and its skills."""
    house = current_house()
    today = house.clock().day
    month = first_of(request.args.get("month", "")) or today.replace(day=1)
    with house.database.transaction() as db:
        child = children.get(db, child_id)
        answers = moods.of_child(db, house.vault, child_id, today - SHOWN, today)
        attended = _month(db, house, child_id, month)
        skills, rules = standings.masteries(db, child, house.clock()), settings.concern_rules(db)
        audit.note(db, house.clock(), house.vault.keeper.id, Action.LOOKED_OVER_TIME, child_id)
    # A child whose birth date was corrected may have been asked with five faces, and be with three.
    heights = curve.heights_of({*faces_for(child), *(one.face for one in answers if one.face)})
    return render_template(
        "counselor/children/over_time.html",
        child=child,
        month=attended,
        weekdays=Calendar().monthdatescalendar(month.year, month.month)[0],
        **months_beside(month),
        answers=answers,
        curve=_curve(answers, today, heights),
        heights=heights,
        unreliable=is_straight_lining(moods_of_all.heights(child, answers), rules),
        first=today - SHOWN,
        today=today,
        skills=skills,
        skill_words=SKILLS,
        bands=list(Mastery),
        mastery_words=MASTERY,
    )


def _month(db: sqlite_utils.Database, house: House, child_id: str, month: date) -> Month:
    """Lay out a month, with what was answered on its days."""
    last = month_days(month)[-1]
    came = {visit.day for visit in visit_lists.of_child_in(db, child_id, month, last)}
    return month_of(month, came, moods.of_child(db, house.vault, child_id, month, last))


def _curve(answers: list[Mood], today: date, heights: dict[Face, float]) -> Curve:
    first, last = (from_ms(start_of(day)) for day in (today - SHOWN, today + timedelta(days=1)))
    return curve.draw(answers, first, last, heights)
