"""The page of the standards: which count, what counted before, and setting the next version."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import get_locale

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.month_dates import month_of, moved
from sync.hq.people import audit
from sync.hq.people.access import administrators_only, signed_in
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor
from sync.hq.standards import form, scorecards, versions
from sync.hq.standards.catalog import STANDARDS
from sync.hq.told import place, rollups
from sync.hq.told.period import Period
from sync.hq.told.place import Place

blueprint = Blueprint("standards", __name__)

# So many months that are over are shown beside the standards.
_SHOWN_MONTHS = 3


@blueprint.get("/standards")
@signed_in
def standards_page() -> Page:
    """Show which standards count, and every version there was."""
    return _page(None, {}, None)


@blueprint.post("/standards")
@administrators_only
def set_standards_now() -> Page:
    """Set a version, from a month on that is not over."""
    hq, typed, ticked = current_headquarters(), request.form.to_dict(), request.form.getlist("key")
    try:
        month = form.read_month(typed.get("month", ""), hq.today())
        targets, who = form.read_targets(ticked, typed), visitor().name
        with hq.database.transaction() as connection:
            versions.add(connection, month, targets, who, hq.clock(), hq.today())
            audit.note(connection, hq.clock(), who, Action.SET_STANDARDS, f"{month:%Y-%m}")
    except Refused as problem:
        return _page(ticked, typed, said(problem)), 400
    return redirect(url_for("standards.standards_page", set="yes"))


def _page(ticked: Sequence[str] | None, typed: Mapping[str, str], problem: str | None) -> str:
    """Show the page; ticked: None where the form begins with what is in force."""
    today = current_headquarters().today()
    rollups.refresh(current_headquarters().database)
    with current_headquarters().database.reading() as connection:
        known = versions.everything(connection)
        last_months = Period.of_months(moved(month_of(today), -_SHOWN_MONTHS), _SHOWN_MONTHS)
        scores = scorecards.scorecard(
            connection, _own(), last_months, current_headquarters().clock()
        )
    now = versions.in_force(known, month_of(today))
    standing = [one for one in known if not versions.is_overtaken(one, known)]
    standing.sort(key=lambda one: one.first_month)
    last = standing[-1]
    return render_template(
        "standards.html",
        standards=STANDARDS,
        now=now,
        coming=[one for one in standing if one.first_month > today],
        versions=known[::-1],
        overtaken={one.number for one in known if one not in standing},
        months=form.months(today),
        ticked=last.targets if ticked is None else ticked,
        targets=last.targets,
        typed=typed,
        problem=problem,
        scores=scores,
        scored=f"{_own().name(str(get_locale()))} · {last_months.name(str(get_locale()))}",
    )


def _own() -> Place:
    """Tell the place that somebody sees: the county of a supervisor, or else the program."""
    county = visitor().county
    return place.a_county(county) if county else place.PROGRAM
