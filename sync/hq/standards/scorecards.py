"""The scorecard of a place in a period."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from sync.hq.headquarters import TIMEZONE
from sync.hq.standards import versions
from sync.hq.standards.counting import Count
from sync.hq.standards.judging import Score, judge
from sync.hq.told.period import Period
from sync.hq.told.place import Place


def scorecard(connection: Connection, place: Place, period: Period, now: datetime) -> list[Score]:
    """Judge a place in the months that lie in a period whole and have begun, one by one.

    Each month is judged by the version that was in force then. Call rollups.refresh before.
    """
    over = [
        month for month in period.months() if month <= now.astimezone(ZoneInfo(TIMEZONE)).date()
    ]
    count = Count(connection, place, over, now)
    return judge(versions.everything(connection), over, count)
