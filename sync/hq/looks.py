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
from flask_babel import lazy_gettext as lazy

from sync.hq import templating
from sync.hq.answer import direction_words
from sync.hq.config import LANGUAGES
from sync.hq.headquarters import current_headquarters
from sync.hq.people.accounts import Role
from sync.hq.people.audit import Action
from sync.hq.people.signin import visitor
from sync.hq.people.written import written
from sync.hq.register import counties
from sync.hq.see.board import State
from sync.hq.see.charts import label_step
from sync.hq.standards import catalog
from sync.hq.told.health import is_worrying
from sync.messages import ANNOUNCEMENT, GUIDANCE, MATERIAL

# Of so many nobody asks for a tenth of an hour.
_MANY_MINUTES = 1000 * 60

ROLES = {
    Role.ADMINISTRATOR: lazy("Administrator"),
    Role.SUPERVISOR: lazy("County supervisor"),
    Role.EXPERT: lazy("Expert"),
    Role.READER: lazy("Reader"),
}
STATES = {
    State.SILENT: lazy("Silent"),
    State.WAITING: lazy("Not connected yet"),
    State.WELL: lazy("In touch"),
    State.RETIRED: lazy("Retired"),
}
ENVELOPES = {
    "day": lazy("Summary of a day"),
    "month": lazy("Summary of a month"),
    "message": lazy("Question to the experts"),
    "ask": lazy("Question whether there is news"),
    "lost": lazy("Stands in for one that was damaged"),
    "key": lazy("A new key of the house"),
    "again": lazy("Sent once more"),
}
CLOCKS = {
    "trusted": lazy("right"),
    "estimated": lazy("estimated"),
    "unknown": lazy("not known"),
}

BANDS = (lazy("low"), lazy("middle"), lazy("high"))
SERVICES = {
    "cash": lazy("Cash support"),
    "medical": lazy("Medical aid"),
    "referral": lazy("Referral"),
    "shelter": lazy("Temporary shelter"),
    "mental": lazy("Mental-health consultation"),
    "welfare": lazy("Welfare pack"),
}
# Of what houses tell of their months.
STANDARDS = {one.key: one.name for one in catalog.STANDARDS.values() if one.is_told_by_houses}

PERIODS = {
    "four weeks": lazy("Last four weeks"),
    "this month": lazy("This month"),
    "last month": lazy("Last month"),
    "this quarter": lazy("This quarter"),
    "last quarter": lazy("Last quarter"),
    "this year": lazy("This year"),
    "last year": lazy("Last year"),
}

KINDS = {
    ANNOUNCEMENT: lazy("Announcement"),
    GUIDANCE: lazy("Guidance"),
    MATERIAL: lazy("Training text"),
}

DEEDS = {
    Action.SIGNED_IN: lazy("Signed in"),
    Action.FAILED_TO_SIGN_IN: lazy("Tried to sign in, with a wrong password or wrong digits"),
    Action.HELD_OFF: lazy("Has to wait after many wrong tries"),
    Action.SET_SECOND_FACTOR: lazy("Set up a second factor"),
    Action.TOOK_SECOND_FACTOR_AWAY: lazy("Took a second factor away"),
    Action.ADDED_ACCOUNT: lazy("Added an account"),
    Action.RESET_ACCOUNT: lazy("Gave an account a new password"),
    Action.CHANGED_ACCOUNT: lazy("Changed an account"),
    Action.REMOVED_ACCOUNT: lazy("Removed an account"),
    Action.CHANGED_PASSWORD: lazy("Changed the own password"),
    Action.MADE_RECOVERY_CODES: lazy("Made new recovery codes"),
    Action.SIGNED_OUT_ELSEWHERE: lazy("Signed out everywhere else"),
    Action.CHANGED_HOUSE: lazy("Changed a house"),
    Action.RETIRED_HOUSE: lazy("Retired a house"),
    Action.BROUGHT_HOUSE_BACK: lazy("Brought a house back"),
    Action.ADDED_HOUSE: lazy("Added a house"),
    Action.GAVE_CODE: lazy("Made a one-time code for a house"),
    Action.WROTE_MESSAGE: lazy("Sent a message"),
    Action.WITHDREW_TEXT: lazy("Withdrew a training text"),
    Action.SET_HOUSES: lazy("Set numbers, thresholds or games"),
    Action.ANSWERED_QUESTION: lazy("Answered a question"),
    Action.SET_STANDARDS: lazy("Set the standards, from a month on"),
    Action.CHANGED_KEY: lazy("Made a new key of headquarters"),
    Action.MADE_BACKUP: lazy("Made a backup"),
    Action.RESTORED_BACKUP: lazy("Restored headquarters from a backup"),
}

# Said by other modules when an envelope is set aside; named here so that they are translated.
REASONS = (
    lazy("This number was already used for other bytes."),
    lazy("It came among the envelopes of another house."),
    lazy("The bytes are too few to be signed."),
    lazy("The signature is not right."),
    lazy("The bytes are not CBOR."),
    lazy("The bytes are not in their one deterministic form."),
    lazy("A text holds half a character."),
    lazy("A value is nested too deep."),
    lazy("A map has a key that is not a text."),
    lazy("A value is of a kind that does not travel."),
    lazy("The envelope is larger than 16 KiB."),
    lazy("The bytes are not an envelope."),
    lazy("The envelope is of a version that is not known here."),
    lazy("The envelope is of a version that never was."),
    lazy("The envelope does not have its six fields."),
    lazy("The house's id is not 3 to 32 small letters, digits and hyphens."),
    lazy("The epoch is not 8 bytes."),
    lazy("The number of the envelope is not a whole number from 1."),
    lazy("The kind is not 1 to 16 small letters, digits and hyphens."),
    lazy("The envelope holds nothing sealed."),
    lazy("The envelope is not sealed to this headquarters."),
    lazy("The envelope does not hold a map."),
    lazy("The day's date is not written as YYYY-MM-DD."),
    lazy("The clock is neither trusted, estimated nor unknown."),
    lazy("A number of the day is missing or out of range."),
    lazy("The day's health is not a map of at most 8 facts."),
    lazy("A health fact's name is not 1 to 16 small letters."),
    lazy("A health fact is not a whole number of 32 bits."),
    lazy("The month does not tell whether moods and feedback are counted."),
    lazy("The month's moods or feedback are not three bands."),
    lazy("A band is not rounded to five."),
    lazy("The month is not written as YYYY-MM."),
    lazy("A number of the month is missing or out of range."),
    lazy("The month does not have a headcount for each of its days."),
    lazy("A standard does not tell how often it was met, and of how many."),
    lazy("The month's services or standards are not a map, or too many."),
    lazy("A service's or a standard's name is not 1 to 8 small letters."),
    lazy("The count of messages is not a whole number from 0."),
    lazy("The question holds nothing sealed."),
    lazy("The new key or its proof is missing or not as long as one is."),
    lazy("The house has a later key already."),
    lazy("There is no envelope inside."),
)


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
        "ROLES": ROLES,
        "STATES": STATES,
        "ENVELOPES": ENVELOPES,
        "CLOCKS": CLOCKS,
        "KINDS": KINDS,
        "DEEDS": DEEDS,
        "BANDS": BANDS,
        "SERVICES": SERVICES,
        "STANDARDS": STANDARDS,
        "SCORED": catalog.STANDARDS,
        "PERIODS": PERIODS,
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
