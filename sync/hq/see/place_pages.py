"""The figures of a place in a period, beside those of the period before."""

import json
from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection

from sync.hq.headquarters import current_headquarters
from sync.hq.people.access import signed_in
from sync.hq.people.scope import visible_place
from sync.hq.people.signin import Page
from sync.hq.see import atlas, beside, choosing, course, listing
from sync.hq.see.listing import Asked, Moment
from sync.hq.standards import scorecards
from sync.hq.told import figures, rollups, series
from sync.hq.told.figures import Figures
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place, a_house

blueprint = Blueprint("places", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a place that lies in the one on the page, and its figures."""

    place: Place
    figures: Figures


@blueprint.get("/places/")
@blueprint.get("/places/<code>")
@signed_in
def place_page(code: str = "") -> Page:
    """Show what was told of a place in a period."""
    hq, place = current_headquarters(), visible_place(code)
    if place.kind is Kind.HOUSE:
        return redirect(choosing.with_period(url_for("house.house_page", house=place.code)))
    today, moment = hq.today(), Moment(hq.clock(), hq.config.silent_days)
    rollups.refresh(hq.database)
    with hq.database.reading() as connection:
        began = series.began(connection, place)
        choice = choosing.asked(choosing.usual(today), "last month", today, began)
        now = figures.read(connection, place, choice.shown)
        before = figures.read_before(connection, place, choice.shown, choice.before)
        scores, scores_before = scorecards.beside(connection, place, choice.period, hq.clock())
        went = course.read(connection, place, choice.shown)
        parts, page, pages = _parts(connection, place, choice.shown, moment)
        states = listing.states(connection, place, moment)
        in_need = listing.in_need(connection, place)
    return render_template(
        "place.html",
        place=place,
        choice=choice,
        began=began,
        now=now,
        lines=beside.lines(now, before, of_house=False),
        before=before,
        scores=scores,
        scores_before=scores_before,
        course=went,
        parts=parts,
        pages=pages,
        page=page,
        today=today,
        in_need=[(house, json.loads(health)) for house, health in in_need],
        houses=sum(states.values(), Counter()).total(),
        spots=atlas.spots(states) if place.kind is Kind.PROGRAM else [],
        size=(atlas.WIDTH, atlas.HEIGHT),
    )


def _asked_page() -> int:
    page = request.args.get("page", "1")
    return max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1


def _parts(
    connection: Connection, place: Place, shown: Period, moment: Moment
) -> tuple[list[Part], int, int]:
    """Read the places that lie in a place, in their order; which page of them, and of how many."""
    page, pages, inside = 1, 1, place.inside()
    if place.kind is Kind.COUNTY:
        asked = Asked(place, page=_asked_page())
        counted = listing.count(connection, asked, moment)
        asked = listing.that_is_there(asked, counted)
        page, pages = asked.page, listing.pages(counted)
        inside = [a_house(one) for one in listing.page(connection, asked, moment, counted)]
    found = figures.read_each(connection, inside, shown) if inside else {}
    parts = [Part(one, found[one.code]) for one in inside]
    return [one for one in parts if one.figures.houses], page, pages
