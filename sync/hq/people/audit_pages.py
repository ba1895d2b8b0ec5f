"""The page of what people did: of one of them, of one kind, from a day on; some at a time."""

from datetime import date

from flask import Blueprint, render_template, request

from sync.hq.headquarters import current_headquarters, midnight
from sync.hq.people import accounts, audit
from sync.hq.people.access import administrators_only
from sync.hq.people.audit import THE_COMMAND, Action, Asked
from sync.hq.people.signin import Page

blueprint = Blueprint("audit", __name__)

_MOST = 100


@blueprint.get("/audit")
@administrators_only
def audit_page() -> Page:
    """List what people did at headquarters, the latest first."""
    before = request.args.get("before", type=int)
    # No audit is as long as a number that a database has no room for.
    before = None if before is None else max(0, min(before, 2**62))
    since = _day(request.args.get("since", ""))
    asked = _asked(since)
    with current_headquarters().database.reading() as connection:
        entries = audit.latest(connection, _MOST + 1, before, asked)
        names = [THE_COMMAND, *(one.name for one in accounts.everyone(connection))]
    return render_template(
        "audit.html",
        entries=entries[:_MOST],
        earlier=entries[_MOST - 1][0] if len(entries) > _MOST else None,
        is_latest=before is None,
        asked=asked,
        since=since,
        names=names,
    )


def _asked(since: date | None) -> Asked:
    who, what = request.args.get("who", "").strip()[:64], request.args.get("what", "")
    return Asked(
        who,
        Action(what) if what in list(Action) else None,
        None if since is None else midnight(since),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
