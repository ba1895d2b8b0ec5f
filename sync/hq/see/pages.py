"""The page of all houses, silent ones first."""

from datetime import timedelta

from flask import Blueprint, abort, render_template, request

from sync.hq.headquarters import current_headquarters
from sync.hq.people.access import signed_in
from sync.hq.people.scope import visible_place
from sync.hq.people.signin import Page, visitor
from sync.hq.see import atlas, board, charts, listing
from sync.hq.see.board import State
from sync.hq.see.listing import Asked, Moment
from sync.hq.told import days, figures, rollups, series
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@signed_in
def houses_page() -> Page:
    """List the houses that this account may see, silent ones first."""
    hq, asked = current_headquarters(), _asked()
    today, moment = hq.today(), Moment(hq.clock(), hq.config.silent_days)
    last_month = Period.month(today).before()
    rollups.refresh(hq.database)
    with hq.database.reading() as connection:
        states = listing.states(connection, asked.place, moment)
        counted = listing.count(connection, asked, moment)
        asked = listing.that_is_there(asked, counted)
        listed = listing.page(connection, asked, moment, counted)
        named = [house.house for house in listed]
        first = today - timedelta(days=board.SPARK_DAYS - 1)
        recent = days.present(connection, first, today, *named)
        latest = days.latest(connection, named)
        yesterday = Period(today - timedelta(days=1), today)
        told = series.by_day(connection, asked.place, yesterday)
        of_month = figures.read(connection, asked.place, last_month)
    present = {day: (one["told"], one["child_days"]) for day, one in told.items()}
    is_whole = asked.place.kind is Kind.PROGRAM
    return render_template(
        "houses.html",
        lines=board.lines(listed, recent, latest, hq.clock(), today, hq.config.silent_days),
        totals=board.totals(states.values(), present, today),
        is_known=any(states.values()),
        asked=asked,
        found=counted.total(),
        pages=listing.pages(counted),
        today=today,
        chart_of=charts.bars,
        spots=atlas.spots(states) if is_whole else [],
        size=(atlas.WIDTH, atlas.HEIGHT),
        last_month=last_month,
        sums=of_month if of_month.months_told else None,
    )


def _asked() -> Asked:
    """Read which houses are asked for; a supervisor asks for those of the own county."""
    state, page = request.args.get("state", ""), request.args.get("page", "1")
    return Asked(
        _asked_place(),
        request.args.get("name", "").strip()[:60],
        State(state) if state in list(State) else None,
        max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
    )


def _asked_place() -> Place:
    found = visible_place(visitor().county or request.args.get("place", ""))
    if found.kind is Kind.HOUSE:
        abort(404)
    return found
