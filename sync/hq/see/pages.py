"""The pages: the list of houses, one house's days, adding houses."""

from datetime import date, timedelta

import segno
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import login_required
from markupsafe import Markup

from sync import invitation
from sync.hq.errors import Refused, UnknownHouse
from sync.hq.headquarters import current_headquarters
from sync.hq.people import audit
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, administrators_only, said, visitor
from sync.hq.receive import ledger
from sync.hq.register import houses
from sync.hq.register.houses import House
from sync.hq.see import atlas, board, charts
from sync.hq.told import days, months, sums

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@login_required  # type: ignore[untyped-decorator]
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
@login_required  # type: ignore[untyped-decorator]
def house_page(house: str) -> Page:
    """Show four weeks of one house."""
    hq = current_headquarters()
    found = _visible(house)
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


def _visible(house: str) -> House:
    """Find a house that this account may see; the others do not exist for it."""
    try:
        with current_headquarters().database.reading() as connection:
            found = houses.find(connection, house)
    except UnknownHouse:
        abort(404)
    if visitor().county not in (None, found.county):
        abort(404)
    return found


@blueprint.get("/houses/add")
@administrators_only
def add_house_page() -> Page:
    """Ask for a new house's name and county."""
    return render_template("add_house.html", typed={}, problem=None)


@blueprint.post("/houses/add")
@administrators_only
def add_house_now() -> Page:
    """Put a house on the list and go on to its code."""
    hq, typed = current_headquarters(), request.form
    try:
        with hq.database.transaction() as connection:
            added = houses.add(
                connection, typed.get("name", ""), typed.get("county", ""), hq.clock()
            )
            audit.note(connection, hq.clock(), visitor().name, Action.ADDED_HOUSE, added.house)
    except Refused as problem:
        return render_template("add_house.html", typed=typed, problem=said(problem)), 400
    # 307 posts again to the code's own page: reloading that one gives a new code, not a house.
    return redirect(url_for("pages.code_now", house=added.house), 307)


@blueprint.post("/houses/<house>/code")
@administrators_only
def code_now(house: str) -> Page:
    """Give a house a new one-time code and show it, this once."""
    hq = current_headquarters()
    _visible(house)
    with hq.database.transaction() as connection:
        code = houses.give_code(connection, house, hq.clock())
        audit.note(connection, hq.clock(), visitor().name, Action.GAVE_CODE, house)
        found = houses.find(connection, house)
    link = invitation.link(request.host_url, code)
    picture = segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return render_template(
        "code.html",
        house=found,
        code=code,
        address=request.host_url,
        picture=Markup(picture),  # noqa: S704
    )


@blueprint.get(invitation.PATH)
def invited() -> Page:
    """Say what a one-time code is for, to whoever scanned it with a phone."""
    return render_template("invited.html")


@blueprint.get("/houses/<house>/code")
@administrators_only
def code_page(house: str) -> Page:
    """Lead back to the house: a code is shown only once."""
    return redirect(url_for("pages.house_page", house=house))
