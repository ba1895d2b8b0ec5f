"""The page of one house: its days, its figures beside the period before, what came to nothing."""

from flask import Blueprint, render_template

from sync.hq.headquarters import current_headquarters
from sync.hq.people.access import signed_in
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page
from sync.hq.receive import aside
from sync.hq.see import beside, board, choosing, course
from sync.hq.standards import scorecards
from sync.hq.told import days, figures, months, rollups, series
from sync.hq.told.place import a_house

blueprint = Blueprint("house", __name__)

_MONTHS = 3


@blueprint.get("/houses/<house>")
@signed_in
def house_page(house: str) -> Page:
    """Show one house in a period, the last four weeks unless another is asked for."""
    hq, found = current_headquarters(), visible_house(house)
    here, today = a_house(found), hq.today()
    usual = {"four weeks": choosing.four_weeks(today), **choosing.usual(today)}
    rollups.refresh(hq.database)
    with hq.database.reading() as connection:
        began = series.began(connection, here)
        choice = choosing.asked(usual, "four weeks", today, began)
        shown = choice.shown
        went = course.read(connection, here, shown)
        by_day = went.unit == "day"
        told = days.between(connection, shown.first, shown.last, house) if by_day else []
        now = figures.read(connection, here, shown)
        before = figures.read_before(connection, here, shown, choice.before)
        scores, scores_before = scorecards.beside(connection, here, choice.period, hq.clock())
        of_months = months.of_house(connection, house, shown.last, _MONTHS)
        set_aside = aside.in_quarantine(connection, house)
        strangers = aside.of_strangers(connection, house, hq.clock())
    return render_template(
        "house.html",
        house=found,
        place=here,
        state=board.state(found, hq.clock(), hq.config.silent_days),
        has_open_code=found.has_open_code(hq.clock()),
        choice=choice,
        began=began,
        course=went,
        told=told,
        now=now,
        lines=beside.lines(now, before, of_house=True),
        before=before,
        scores=scores,
        scores_before=scores_before,
        months=of_months,
        set_aside=set_aside,
        strangers=strangers,
        today=today,
    )
