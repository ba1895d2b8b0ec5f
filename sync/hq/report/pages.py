"""The page of the reports: choose a place and a period, see the figures, take a file along."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, abort, current_app, render_template, request
from flask_babel import get_locale

from sync.errors import CannotPrint
from sync.hq.errors import Refused, TooBusy, UnknownHouse
from sync.hq.headquarters import current_headquarters
from sync.hq.month_dates import month_of, moved
from sync.hq.people.access import signed_in
from sync.hq.people.signin import Page, said, visitor
from sync.hq.report import making, words
from sync.hq.report.fingerprint import fingerprint
from sync.hq.report.gathering import Report, check, gather
from sync.hq.report.indicators import INDICATORS, UNITS
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place

blueprint = Blueprint("reports", __name__)

_MONTHS, _QUARTERS, _YEARS = 18, 8, 5
# Seconds: who waits for the sums takes a thread, which the other pages need.
_PATIENCE = 20.0


@blueprint.get("/reports")
@signed_in
def reports_page() -> Page:
    """Show the figures of a report, and where to get it as a file."""
    report = _asked()
    return _show(report, None)


@blueprint.get("/reports/<any(pdf, xlsx, csv):kind>")
@signed_in
def report_file(kind: str) -> Page:
    """Give a report as a file."""
    report = _asked()
    try:
        content = making.make(report, kind, str(get_locale()))
    except Refused as problem:
        return _show(report, said(problem)), 503
    except CannotPrint:
        return _show(report, said(Refused("The report could not be laid out."))), 503
    named = f"attachment; filename={making.file_name(report, kind)}"
    headers = {"Content-Disposition": named}
    return current_app.response_class(
        content, mimetype=None, headers=headers, content_type=making.TYPES[kind]
    )


def _show(report: Report, problem: str | None) -> str:
    language = str(get_locale())
    return render_template(
        "reports.html",
        report=report,
        shown=report.shown.name(language),
        before=report.before.name(language),
        indicators=INDICATORS,
        units=UNITS,
        missing=list(words.missing(report)),
        fingerprint=fingerprint(report),
        scores=report.scores,
        places=_places(),
        periods=_periods(current_headquarters().today()),
        language_now=language,
        problem=problem,
    )


def _asked() -> Report:
    """Gather the report that is asked for; a place that somebody may not see does not exist."""
    hq, today = current_headquarters(), current_headquarters().today()
    try:
        last_month = str(Period.month(moved(month_of(today), -1)))
        period = Period.parse(request.args.get("period") or last_month)
        rollups.refresh(hq.database, waits=_PATIENCE)
        with hq.database.reading() as connection:
            of = place.find(connection, request.args.get("place") or visitor().county or "")
            if of.kind is Kind.HOUSE or not of.is_open_to(visitor().county):
                abort(404)
            check(of, period, today)
            return gather(connection, of, period, hq.clock())
    except (Refused, UnknownHouse):
        abort(404)
    except TooBusy:
        abort(503)


def _places() -> list[Place]:
    """List the places of which somebody may have a report."""
    provinces = place.PROGRAM.inside()
    every = [place.PROGRAM]
    for province in provinces:
        every += [province, *province.inside()]
    return [one for one in every if one.is_open_to(visitor().county)]


def _periods(today: date) -> Sequence[Sequence[Period]]:
    """List months, quarters and years, the latest of each first."""
    this = month_of(today)
    return (
        [Period.month(moved(this, -back)) for back in range(_MONTHS)],
        [Period.quarter(moved(this, -3 * back)) for back in range(_QUARTERS)],
        [Period.year(moved(this, -12 * back)) for back in range(_YEARS)],
    )
