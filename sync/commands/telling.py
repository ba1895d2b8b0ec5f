"""How the wire is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.commands.options import house_option, json_option, now, opened, show

if TYPE_CHECKING:
    from sync.report import Report

_KEYS = """\b
The keys of the JSON; times are Unix seconds, null where there is nothing to tell:
  enrolled, house, hq_url            whom the house knows
  waiting, waiting_by_kind, oldest   how many envelopes, of which kinds, since when
  summaries                          those that sum up a day or a month
  newest_told                        the newest day that headquarters has
  full                               so much waits that days stay in the house
  set_aside                          what headquarters refused for good
  acknowledged_seq, acknowledged_at  its last answer: has all up to there, and when
  trouble, tries, next_try           why the last try failed, how many did, not before
  month                              month, limit, sent, received, left: in bytes
"""
_HOUSE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")


@click.command(epilog=_KEYS)
@house_option
@json_option
def status(*, data: Path, as_json: bool) -> None:
    """Tell what waits, how the tries go, and what this month has cost.

    Example: aiyou sync status --data /var/lib/aiyou --json
    """
    from sync.report import report

    with opened(data) as db:
        found = report(db, now())
    show(found.plain(), _describe(found), as_json=as_json)


def _describe(told: "Report") -> str:
    if not told.wire.enrolled:
        return "Not enrolled: run aiyou sync enrol."
    return "\n".join([*_of_what_waits(told), *_of_answers(told), *_of_tries(told)])


def _of_what_waits(told: "Report") -> Iterator[str]:
    yield f"{told.wire.house} tells {told.wire.hq_url}; {told.wire.waiting} waiting."
    if told.wire.oldest is not None:
        yield f"Oldest: {_local(told.wire.oldest)}."
    if told.is_full:
        yield "So much waits that days stay in the house until something has arrived."


def _of_answers(told: "Report") -> Iterator[str]:
    found = told.wire
    if told.newest_told:
        yield f"Newest day told: {told.newest_told}."
    if found.acknowledged_at is not None:
        at = _local(found.acknowledged_at)
        yield f"Headquarters has 1 to {found.acknowledged_seq}, as of {at}."
    if found.set_aside:
        yield f"Refused and set aside: {found.set_aside}."


def _of_tries(told: "Report") -> Iterator[str]:
    if told.wire.trouble:
        yield f"Last try: {told.wire.trouble}"
    if told.next_try is not None:
        yield f"Next try: {_local(told.next_try)}."
    if told.month.left is not None:
        yield f"Left of this month: {told.month.left} of {told.month.limit} bytes."


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(_HOUSE_TIME).strftime("%Y-%m-%d %H:%M")
