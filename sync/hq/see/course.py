"""How a period went, day by day or month by month: what a chart and its table show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from sync.hq.month_dates import month_of
from sync.hq.see import charts
from sync.hq.see.charts import Chart
from sync.hq.told import series
from sync.hq.told.figures import Days
from sync.hq.told.period import Period
from sync.hq.told.place import Place

# So many days stand beside each other in a chart; of longer periods the months do.
_MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Course:
    """Hold dates of days or of months, each with its sums; unit: "day" or "month"."""

    unit: str
    dates: tuple[date, ...]
    sums: Mapping[date, Days]
    chart: Chart


def read(connection: Connection, place: Place, shown: Period) -> Course:
    """Read how a period went in a place."""
    sums: Mapping[date, Days] = series.by_day(connection, place, shown)
    unit, dates = "day", shown.days()
    if shown.length > _MOST_DAYS:
        unit, sums = "month", series.by_month(sums)
        dates = list(dict.fromkeys(month_of(day) for day in dates))
    present = [sums[day]["child_days"] if day in sums else None for day in dates]
    return Course(unit, tuple(dates), sums, charts.bars(present))
