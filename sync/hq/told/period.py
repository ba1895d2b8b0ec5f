"""A period of which figures are told: a month, a quarter, a year, or any days; pure.

It is written "2026-11", "2026-Q4", "2026" or "2026-10-05..2026-11-20".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from sync.hq.errors import Refused
from sync.hq.month_dates import month_of, moved

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
# What lies beyond was typed by mistake.
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


class Kind(StrEnum):
    """Say what a period is: MONTHS and DAYS are any others, of whole months or not."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """Hold a first and a last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise Refused unless the last day comes after the first, or is it."""
        if self.last < self.first:
            raise Refused("A period ends after it begins.")

    @classmethod
    def of_months(cls, first: date, count: int) -> Self:
        """Take so many whole months from the one in which a day lies."""
        begins = month_of(first)
        return cls(begins, moved(begins, count) - timedelta(days=1))

    @classmethod
    def month(cls, day: date) -> Self:
        """Take the month in which a day lies."""
        return cls.of_months(day, 1)

    @classmethod
    def quarter(cls, day: date) -> Self:
        """Take the quarter in which a day lies."""
        return cls.of_months(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3)

    @classmethod
    def year(cls, day: date) -> Self:
        """Take the year in which a day lies."""
        return cls.of_months(day.replace(month=1, day=1), 12)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as it is written. Raises Refused."""
        try:
            found = cls._read(text.strip())
        except Refused:
            raise
        except ValueError:
            found = None
        if found is None or not _FIRST_YEAR <= found.first.year <= found.last.year <= _LAST_YEAR:
            raise Refused(
                "A period is written as 2026-11, 2026-Q4, 2026 or 2026-10-05..2026-11-20."
            )
        return found

    @classmethod
    def _read(cls, text: str) -> Self | None:
        if found := _DAYS.fullmatch(text):
            return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        if found := _QUARTER.fullmatch(text):
            return cls.quarter(date(int(found[1]), int(found[2]) * 3, 1))
        if found := _MONTH.fullmatch(text):
            return cls.month(date(int(found[1]), int(found[2]), 1))
        return cls.year(date(int(text), 1, 1)) if _YEAR.fullmatch(text) else None

    def __str__(self) -> str:
        """Write the period as `parse` reads it."""
        match self.kind:
            case Kind.MONTH:
                return f"{self.first:%Y-%m}"
            case Kind.QUARTER:
                return f"{self.first:%Y}-Q{self._quarter}"
            case Kind.YEAR:
                return f"{self.first:%Y}"
        return f"{self.first}..{self.last}"

    def name(self, language: str) -> str:
        """Name the period as people do: "Q4 2026", "2026年第4季度"."""
        first, chinese = self.first, language.startswith("zh")
        match self.kind:
            case Kind.MONTH:
                return f"{first.year}年{first.month}月" if chinese else f"{first:%b %Y}"
            case Kind.QUARTER if chinese:
                return f"{first.year}年第{self._quarter}季度"
            case Kind.QUARTER:
                return f"Q{self._quarter} {first.year}"
            case Kind.YEAR:
                return f"{first.year}年" if chinese else f"{first.year}"
        return _in_chinese(self) if chinese else _in_english(self)

    @property
    def kind(self) -> Kind:
        """Tell what the period is."""
        if not self.is_whole:
            return Kind.DAYS
        return next((kind for kind, one in self._usual() if one == self), Kind.MONTHS)

    def _usual(self) -> Iterator[tuple[Kind, "Period"]]:
        yield Kind.MONTH, Period.month(self.first)
        yield Kind.QUARTER, Period.quarter(self.first)
        yield Kind.YEAR, Period.year(self.first)

    @property
    def _quarter(self) -> int:
        return (self.first.month + 2) // 3

    @property
    def is_whole(self) -> bool:
        """Tell whether it begins and ends with a month."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    @property
    def length(self) -> int:
        """Count its days."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Take the period before: as many whole months, or else as many days."""
        ends = self.first - timedelta(days=1)
        if self.is_whole:
            return Period(moved(self.first, -len(self.months())), ends)
        return Period(ends - timedelta(days=self.length - 1), ends)

    def after(self) -> "Period":
        """Take the period after: as many whole months, or else as many days."""
        begins = self.last + timedelta(days=1)
        if self.is_whole:
            return Period.of_months(begins, len(self.months()))
        return Period(begins, begins + timedelta(days=self.length - 1))

    def months(self) -> list[date]:
        """List the first days of the months that lie in it whole."""
        month = self.first if self.first.day == 1 else moved(month_of(self.first), 1)
        found = []
        while Period.month(month).last <= self.last:
            found.append(month)
            month = moved(month, 1)
        return found

    def months_before(self, before: "Period") -> "Period | None":
        """Take as many whole months as lie in it, of what it is compared with; None where none do.

        As many days may hold fewer of them, or more: 1 January to 1 March, and 1 October to 29
        November.
        """
        whole, earlier = self.months(), before.months()
        if not whole:
            return None
        if len(earlier) == len(whole):
            begins = earlier[0]
        elif self.first.day == before.first.day == 1:
            begins = before.first
        else:
            begins = moved(whole[0], -len(whole))
        return Period.of_months(begins, len(whole))

    def edges(self) -> list["Period"]:
        """List what of it lies in no whole month: nothing, one piece, or two."""
        whole = self.months()
        if not whole:
            return [self]
        begins, ends = whole[0], Period.month(whole[-1]).last
        day = timedelta(days=1)
        head = [Period(self.first, begins - day)] if self.first < begins else []
        tail = [Period(ends + day, self.last)] if ends < self.last else []
        return head + tail

    def until(self, today: date) -> "Period":
        """End it today at the latest; of what has not begun only its first day is left."""
        return Period(self.first, max(self.first, min(self.last, today)))

    def begun(self, length: int) -> "Period":
        """Take only its first days, as many as given: what a period so far is compared with."""
        return Period(self.first, min(self.last, self.first + timedelta(days=length - 1)))

    def days(self) -> list[date]:
        """List its days."""
        return [self.first + timedelta(days=offset) for offset in range(self.length)]


def _in_chinese(period: Period) -> str:
    """Write "2026年10月5日 – 11月20日": the year is said again only where it is another."""
    first, last = period.first, period.last
    begins, ends = (
        f"{day.month}月" + ("" if period.is_whole else f"{day.day}日") for day in (first, last)
    )
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{first.year}年{begins} – {year}{ends}"


def _in_english(period: Period) -> str:
    """Write "Oct 5 – Nov 20, 2026", or with both years where they differ."""
    first, last = period.first, period.last
    begins, ends = (
        f"{day:%b}" + ("" if period.is_whole else f" {day.day}") for day in (first, last)
    )
    comma = " " if period.is_whole else ", "
    year = "" if first.year == last.year else f"{comma}{first.year}"
    return f"{begins}{year} – {ends}{comma}{last.year}"
