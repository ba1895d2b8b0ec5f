"""School terms and holidays: how full a house is on a day of the year; pure."""

from datetime import date, timedelta
from enum import StrEnum

# The first day of the lunar year. A year beyond is taken for one in the middle.
_NEW_YEARS = {
    2020: (1, 25),
    2021: (2, 12),
    2022: (2, 1),
    2023: (1, 22),
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 3),
    2031: (1, 23),
    2032: (2, 11),
    2033: (1, 31),
    2034: (2, 19),
    2035: (2, 8),
}
_MIDDLE = (2, 5)

_SUMMER = ((7, 6), (8, 31))
_NATIONAL_DAYS = ((10, 1), (10, 7))
_WINTER_BEGINS, _WINTER_ENDS = timedelta(days=-21), timedelta(days=16)
_FESTIVAL_BEGINS, _FESTIVAL_ENDS = timedelta(days=-2), timedelta(days=5)


class Season(StrEnum):
    """Say what kind of a day it is for a village's children."""

    SCHOOL = "school"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    FESTIVAL = "festival"


def season(day: date) -> Season:
    """Tell the kind of a day; at the Spring Festival parents are home, and few children come."""
    new_year = date(day.year, *_NEW_YEARS.get(day.year, _MIDDLE))
    since = day - new_year
    if _FESTIVAL_BEGINS <= since <= _FESTIVAL_ENDS:
        return Season.FESTIVAL
    in_winter = _WINTER_BEGINS <= since <= _WINTER_ENDS
    if in_winter or _within(day, _SUMMER) or _within(day, _NATIONAL_DAYS):
        return Season.HOLIDAY
    return Season.WEEKEND if day.weekday() >= 5 else Season.SCHOOL


def _within(day: date, span: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    return span[0] <= (day.month, day.day) <= span[1]
