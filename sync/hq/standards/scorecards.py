"""The scorecard of a place in a period."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from sync.hq.headquarters import TIMEZONE
from sync.hq.standards import versions
from sync.hq.standards.catalog import ANSWERED
from sync.hq.standards.counting import Count
from sync.hq.standards.judging import Score, judge
from sync.hq.told.period import Period
from sync.hq.told.place import Kind, Place


def scorecard(connection: Connection, place: Place, period: Period, now: datetime) -> list[Score]:
    """Judge a place in the months that lie in a period whole and have begun, one by one.

    Each month is judged by the version that was in force then. Call rollups.refresh before.
    """
    over = _begun(period, now)
    count, known = Count(connection, place, over, now), versions.everything(connection)
    return _known_of(place, judge(known, over, count))


def beside(
    connection: Connection, place: Place, period: Period, now: datetime
) -> tuple[list[Score], Mapping[str, Score]]:
    """Judge a place in a period and, by the keys of the standards, in the one before.

    As many queries as for one. Call rollups.refresh before.
    """
    over, before = _begun(period, now), _begun(period.before(), now)
    count, known = Count(connection, place, before + over, now), versions.everything(connection)
    earlier = {one.key: one for one in judge(known, before, count)}
    return _known_of(place, judge(known, over, count)), earlier


def _known_of(place: Place, scores: list[Score]) -> list[Score]:
    """Leave out of a house what only its county tells: how soon questions were answered."""
    return [one for one in scores if place.kind is not Kind.HOUSE or one.key != ANSWERED]


def _begun(period: Period, now: datetime) -> list[date]:
    today = now.astimezone(ZoneInfo(TIMEZONE)).date()
    return [month for month in period.months() if month <= today]
