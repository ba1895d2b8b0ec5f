"""The figures of a place in a period, beside those of the period before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import get_locale
from sqlalchemy import Connection

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.month_dates import month_of
from sync.hq.people.access import signed_in
from sync.hq.people.scope import visible_place
from sync.hq.people.signin import Page, said
from sync.hq.see import atlas, charts, listing
from sync.hq.see.charts import Chart
from sync.hq.see.listing import Asked, Moment
from sync.hq.told import figures, rollups, series
from sync.hq.told.figures import Days, Figures
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place, a_house

blueprint = Blueprint("places", __name__)

# So many days stand beside each other in a chart; of longer periods the months do.
_MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a place that lies in the one on the page, and its figures."""

    place: Place
    figures: Figures


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a chart and its table show: dates of days or of months, each with its sums."""

    unit: str
    dates: tuple[date, ...]
    sums: Mapping[date, Days]
    chart: Chart


@blueprint.get("/places/")
@blueprint.get("/places/<code>")
@signed_in
def place_page(code: str = "") -> Page:
    """Show what was told of a place in a period."""
    hq, place = current_headquarters(), visible_place(code)
    today, moment = hq.today(), Moment(hq.clock(), hq.config.silent_days)
    usual = Period.month(today).before()
    period, problem = _asked_period(usual)
    shown, before = compared(period, today)
    rollups.refresh(hq.database)
    with hq.database.reading() as connection:
        now = figures.read(connection, place, shown)
        earlier = figures.read(connection, place, before)
        told = _told(connection, place, shown)
        parts, pages = _parts(connection, place, shown, moment)
        states = listing.states(connection, place, moment)
        in_need = listing.in_need(connection, place)
    return render_template(
        "place.html",
        place=place,
        period=period,
        shown=shown,
        before=before,
        now=now,
        earlier=earlier,
        told=told,
        parts=parts,
        pages=pages,
        page=_asked_page(),
        usual=_usual(today),
        today=today,
        problem=problem,
        in_need=[(house, json.loads(health)) for house, health in in_need],
        spots=atlas.spots(states) if place.kind is Kind.PROGRAM else [],
        size=(atlas.WIDTH, atlas.HEIGHT),
        words=str(get_locale()),
    )


def compared(period: Period, today: date) -> tuple[Period, Period]:
    """Choose what is shown of a period, and what it is compared with; pure.

    One that is not over is compared with as many days of the one before.
    """
    shown, before = period.until(today), period.before()
    return shown, before if shown == period else before.begun(shown.length)


def _usual(today: date) -> dict[str, Period]:
    """Name the periods that are one touch away."""
    month, quarter, year = Period.month(today), Period.quarter(today), Period.year(today)
    return {
        "this month": month,
        "last month": month.before(),
        "this quarter": quarter,
        "last quarter": quarter.before(),
        "this year": year,
        "last year": year.before(),
    }


def _asked_period(usual: Period) -> tuple[Period, str | None]:
    """Read the period that is asked for, or why it is none, with the usual one instead."""
    first, last = request.args.get("first", ""), request.args.get("last", "")
    text = f"{first}..{last}" if first or last else request.args.get("period", "")
    try:
        return (Period.parse(text) if text else usual), None
    except Refused as problem:
        return usual, said(problem)


def _asked_page() -> int:
    page = request.args.get("page", "1")
    return max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1


def _told(connection: Connection, place: Place, shown: Period) -> Told:
    sums: Mapping[date, Days] = series.by_day(connection, place, shown)
    unit, dates = "day", shown.days()
    if shown.length > _MOST_DAYS:
        unit, sums = "month", series.by_month(sums)
        dates = list(dict.fromkeys(month_of(day) for day in dates))
    present = [sums[day]["child_days"] if day in sums else None for day in dates]
    return Told(unit, tuple(dates), sums, charts.bars(present))


def _parts(
    connection: Connection, place: Place, shown: Period, moment: Moment
) -> tuple[list[Part], int]:
    """Read the places that lie in a place, in their order, and how many pages of them there are."""
    if place.kind is Kind.HOUSE:
        return [], 0
    pages, inside = 1, place.inside()
    if place.kind is Kind.COUNTY:
        asked = Asked(place, page=_asked_page())
        counted = listing.count(connection, asked, moment)
        pages = -(-counted.total() // listing.PAGE)
        inside = [a_house(one) for one in listing.page(connection, asked, moment, counted)]
    found = figures.read_each(connection, inside, shown) if inside else {}
    parts = [Part(one, found[one.code]) for one in inside]
    return [one for one in parts if one.figures.houses], pages
