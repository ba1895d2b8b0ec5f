"""The pages: the list of houses, one house's days."""

from datetime import date, timedelta

from flask import Blueprint, abort, render_template, request

from sync.hq.headquarters import current_headquarters
from sync.hq.people.access import signed_in
from sync.hq.people.scope import visible_house
from sync.hq.people.signin import Page, visitor
from sync.hq.receive import ledger
from sync.hq.register import houses
from sync.hq.see import atlas, board, charts
from sync.hq.told import days, months, sums

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@signed_in
def houses_page() -> Page:
    """List the houses that this account may see, silent ones first."""
    hq, today = current_headquarters(), current_headquarters().today()
    county = visitor().county or request.args.get("county") or None
    with hq.database.reading() as connection:
        listed = houses.everyone(connection, county)
        recent = days.present(connection, today - timedelta(days=board.SPARK_DAYS - 1), today)
        latest = days.latest(connection)
        last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        of_month = months.of_month(connection, last_month, county)
    lines = board.lines(listed, recent, latest, hq.clock(), today, hq.config.silent_days)
    return render_template(
        "houses.html",
        lines=lines,
        totals=board.totals(lines, today),
        today=today,
        county=county,
        chart_of=charts.bars,
        spots=[] if county else atlas.spots(lines),
        size=(atlas.WIDTH, atlas.HEIGHT),
        last_month=last_month,
        sums=sums.sum_up(of_month) if of_month else None,
    )


@blueprint.get("/houses/<house>")
@signed_in
def house_page(house: str) -> Page:
    """Show four weeks of one house."""
    hq = current_headquarters()
    found = visible_house(house)
    with hq.database.reading() as connection:
        window = board.window(hq.today(), _asked_day(), days.edges(connection, house))
        told = days.between(connection, window.first, window.last, house)
        counted = days.present(connection, window.first, window.last, house)
        of_months = months.of_house(connection, house, window.last, board.PAGE_MONTHS)
        aside = ledger.in_quarantine(connection, house)
    calendar = board.calendar(window, told)
    return render_template(
        "house.html",
        house=found,
        state=board.state(found, hq.clock(), hq.config.silent_days),
        window=window,
        calendar=calendar,
        told=told,
        average=board.average_present(told),
        chart=charts.bars(board.counts(window, counted)) if counted else None,
        months=of_months,
        aside=aside,
    )


def _asked_day() -> date | None:
    try:
        return date.fromisoformat(request.args["until"]) if "until" in request.args else None
    except ValueError:
        abort(404)
