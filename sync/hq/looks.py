"""How moments, days and places read in the visitor's language: filters for the templates."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from babel.dates import format_date
from flask import Flask, request, session
from flask_babel import (
    format_datetime,
    format_timedelta,
    get_locale,
    gettext,
    ngettext,
)

from sync.hq import templating, words
from sync.hq.answer import direction_words
from sync.hq.config import LANGUAGES
from sync.hq.headquarters import current_headquarters
from sync.hq.people.signin import visitor
from sync.hq.people.written import written
from sync.hq.register import counties
from sync.hq.see.charts import label_step
from sync.hq.standards import catalog
from sync.hq.told.health import is_worrying

# Of so many nobody asks for a tenth of an hour.
_MANY_MINUTES = 1000 * 60


def language() -> str:
    """Choose the page's language: the one asked for, remembered, or configured."""
    asked = request.args.get("language")
    if asked in LANGUAGES:
        session["language"] = asked
    return str(session.get("language", current_headquarters().config.language))


def ago(moment: int) -> str:
    """Say how long ago a moment was: "3 days ago"."""
    since = current_headquarters().clock() - datetime.fromtimestamp(moment, UTC)
    if since < timedelta(minutes=1):
        return str(gettext("just now"))
    if timedelta(days=1) <= since < timedelta(days=60):
        # Days, not weeks: how long a house has been silent is what people come to see.
        return str(ngettext("%(num)s day ago", "%(num)s days ago", since.days))
    return str(format_timedelta(-since, add_direction=True))


def moment(value: int) -> str:
    """Write a moment exactly, in the houses' time."""
    return str(format_datetime(datetime.fromtimestamp(value, UTC), "yyyy-MM-dd HH:mm"))


def short_day(day: date) -> str:
    """Write a day shortly: "Nov 22", "11月22日"."""
    return _written(day, "M月d日", "MMM d")


def month_name(month: date) -> str:
    """Name a month: "Nov 2026", "2026年11月"."""
    return _written(month, "y年M月", "MMM y")


def weekday(day: date) -> str:
    """Name the day of the week."""
    return _written(day, "EEE", "EEE")


def _written(day: date, chinese: str, english: str) -> str:
    locale = str(get_locale())
    return _in_words(day, chinese if locale.startswith("zh") else english, locale)


@lru_cache(maxsize=4000)
def _in_words(day: date, form: str, locale: str) -> str:
    """Write a day; every house has the same ones, and every page many of them."""
    return str(format_date(day, form, locale))


def hours(minutes: int) -> str:
    """Write minutes as hours, with one decimal unless they are very many."""
    number = f"{minutes / 60:.1f}" if minutes < _MANY_MINUTES else f"{minutes / 60:,.0f}"
    return str(gettext("%(hours)s h", hours=number))


def place(code: str) -> str:
    """Name a county."""
    known = counties.counties().get(code)
    return known.name(str(get_locale())) if known else code


def short_place(code: str) -> str:
    """Name a county shortly, as it stands on the map."""
    known = counties.counties().get(code)
    return known.short_name(str(get_locale())) if known else code


def province(code: str) -> str:
    """Name the province of a county."""
    known = counties.counties().get(code)
    return known.province_name(str(get_locale())) if known else code


def health_of(value: int, name: str) -> str:
    """Write one figure of the machine's health."""
    if name == "disk_free_mb":
        return str(gettext("%(size)s GB free", size=f"{value / 1024:.1f}"))
    if name == "temperature_c":
        return str(gettext("%(degrees)s °C", degrees=value))
    return f"{name} {value}"


def in_language(code: str) -> str:
    """Link to this page in another language."""
    return "?" + urlencode({**request.args, "language": code})


def with_args(**changed: object) -> str:
    """Link to this page with some of what it was asked changed; None takes it away."""
    asked = {**request.args} | {name: str(value) for name, value in changed.items()}
    kept = {name: value for name, value in asked.items() if changed.get(name, "") is not None}
    return "?" + urlencode(kept)


def install(app: Flask) -> None:
    """Give the templates their filters and names."""
    for function in (
        ago,
        moment,
        short_day,
        month_name,
        weekday,
        hours,
        place,
        short_place,
        province,
        health_of,
    ):
        app.add_template_filter(function)
    app.jinja_env.globals |= {
        "LANGUAGES": LANGUAGES,
        "ROLES": words.ROLES,
        "STATES": words.STATES,
        "ENVELOPES": words.ENVELOPES,
        "CLOCKS": words.CLOCKS,
        "KINDS": words.KINDS,
        "DEEDS": words.DEEDS,
        "BANDS": words.BANDS,
        "SERVICES": words.SERVICES,
        "STANDARDS": words.STANDARDS,
        "SCORED": catalog.STANDARDS,
        "PERIODS": words.PERIODS,
        "label_step": label_step,
        "with_args": with_args,
        "sentences": direction_words.sentences,
        "counties": counties.counties,
        "in_language": in_language,
        "is_worrying": is_worrying,
        "language": lambda: str(get_locale()),
        "visitor": visitor,
        "written": written,
    }
    templating.install(app)
