"""How a copy of a child's records names what it tells; what has no word is told as it is kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as lazy

from games.catalog import GAMES
from kiosk.counselor import words
from kiosk.counselor.casework import case_words
from kiosk.domain.casework import Kind

# In the order in which they are told.
FIELDS = {
    "nickname": lazy("Nickname"),
    "legal_name": lazy("Legal name"),
    "birth": lazy("Birth date"),
    "category": lazy("Category"),
    "name": lazy("Name"),
    "relation": lazy("Relation to the child"),
    "guardian": lazy("Guardian"),
    "phone": lazy("Phone"),
    "is_guardian": lazy("Guardian"),
    "may_fetch": lazy("May fetch the child"),
    "band": lazy("Age band"),
    "language": lazy("Language"),
    "colour": lazy("Colour"),
    "circle": lazy("Group"),
    "active": lazy("In the program"),
    "games": lazy("Games"),
    "keeps": lazy("What may be kept"),
    "first_day": lazy("First visit"),
    "added_at": lazy("Added"),
    "day": lazy("When"),
    "start": lazy("Beginning"),
    "minutes": lazy("Minutes"),
    "what": lazy("Service"),
    "level": lazy("Level"),
    "reason": lazy("Reason"),
    "text": lazy("Note"),
    "due": lazy("Due on"),
    "done": lazy("Done on"),
    "result": lazy("Result"),
    "met": lazy("Whom you met"),
    "found": lazy("What you found"),
    "next": lazy("What is next"),
    "steps": lazy("Step"),
    "until": lazy("Put off until"),
    "talked": lazy("Talked on"),
    "begins": lazy("Shelter from"),
    "ends": lazy("Shelter until"),
}

# Where a group means another thing by the same key.
_OTHERWISE: Mapping[str, Mapping[str, object]] = {"activities": {"name": lazy("What was done")}}

_VALUES: Mapping[Any, object] = {
    **case_words.SERVICES,
    **case_words.STEPS,
    **words.FACES,
    **words.PURPOSES,
    **words.BANDS,
    **words.COLOURS,
    **words.LANGUAGES,
}

# What a number says under its own key only.
_MEANINGS: Mapping[str, Mapping[Any, object]] = {
    "games": words.ALLOWED,
    "level": case_words.LEVELS,
    "active": {True: lazy("Comes to the house"), False: lazy("Has left")},
}
# Between two of several; the same in every language.
_JOINT = " · "

_TICKED = frozenset({"is_guardian", "may_fetch"})
_WITHIN = frozenset(
    {
        "id",
        "seq",
        "at",
        "by",
        "code",
        "kind",
        "open",
        "picture",
        "household",
        "people",
        "month",
        "unreadable",
    }
)  # fmt: skip


# What somebody wrote is copied as it was written, were it a date or a word of ours.
_VERBATIM = frozenset(
    {"nickname", "legal_name", "guardian", "witness", "name", "relation", "phone", "text", "circle",
     "reason", "result", "met", "found", "next", "note"}
)  # fmt: skip


def facts(row: Mapping[str, Any], group: str = "") -> list[tuple[str, str]]:
    """Tell a record's facts in words, in the order of FIELDS, then what has no word."""
    known = [key for key in FIELDS if key in row]
    other = [key for key in row if key not in FIELDS and key not in _WITHIN]
    named = {**FIELDS, **_OTHERWISE.get(group, {})}
    told = [(str(named.get(key, key)), _told(key, row[key])) for key in (*known, *other)]
    return [(name, value) for name, value in told if value]


def day(text: str, *, short: bool = False) -> str:
    """Tell a day that is written as 2026-11-24."""
    form = gettext("EEE d MMM") if short else gettext("d MMMM y")
    return str(format_date(date.fromisoformat(text), form))


def skill(name: str) -> str:
    """Tell a skill by the game that trains it."""
    titles = [gettext(game.title) for game in GAMES if game.skill == name]
    return str(titles[0]) if titles else name


def kind(name: str) -> str:
    """Tell a kind of case record; one of another version as it is kept."""
    return str(case_words.KINDS[Kind(name)].many) if name in set(Kind) else name


def _told(key: str, value: object) -> str:
    if key in _VERBATIM:
        return str(value or "")
    if key == "steps" and isinstance(value, list):
        return _JOINT.join(_step(*one) for one in value)
    if key in _TICKED:
        return "√" if value else ""
    if key in _MEANINGS:
        return str(_MEANINGS[key].get(value, value))
    if key == "keeps":
        return _joined(str(value).split())
    return _joined(value) if isinstance(value, list | tuple) else _word(value)


def _step(step: str, day: str, note: str) -> str:
    return " ".join(part for part in (_word(day), _word(step), note) if part)


def _joined(values: Iterable[object]) -> str:
    told = (_told("", value) if isinstance(value, list) else _word(value) for value in values)
    return _JOINT.join(one for one in told if one)


def _word(value: object) -> str:
    """Tell one value: a day as a day, a known word in the panel's language."""
    if value is None:
        return ""
    text = str(value)
    try:
        return str(format_date(date.fromisoformat(text[:10]), gettext("d MMMM y")))
    except ValueError:
        return str(_VALUES.get(text, text))
