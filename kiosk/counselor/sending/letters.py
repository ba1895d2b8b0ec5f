"""What an envelope is and says, in the panel's words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, gettext, ngettext
from flask_babel import lazy_gettext as lazy

from kiosk.counselor.sending import month_words
from sync.envelope import peek
from sync.errors import BadEnvelope
from sync.keys.key_change import KEY
from sync.messages import ASK, Ask
from sync.month_summary import MonthSummary
from sync.outbox import Waiting
from sync.summary import DAY, MONTH, DaySummary

KINDS: Mapping[str, object] = {
    DAY: lazy("Summary of a day"),
    MONTH: lazy("Summary of a month"),
    "message": lazy("Question to the experts"),
    ASK: lazy("Question whether there is news"),
    "lost": lazy("Stands in for one that was damaged"),
    KEY: lazy("Change of the key by which the house signs"),
}
CLOCKS = {
    "trusted": lazy("The house's clock was right."),
    "estimated": lazy("The house's clock was estimated."),
    "unknown": lazy("The house's clock was not set."),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One envelope that waits: its name, each fact as a sentence, and its exact bytes.

    facts: empty where the house keeps no readable copy of what it says.
    """

    seq: int
    kind: str
    name: str
    minted_at: int
    facts: tuple[str, ...]
    data: bytes

    @property
    def digits(self) -> str:
        """Tell the bytes as hexadecimal digits, in groups of four bytes."""
        return self.data.hex(" ", -4)


def letter(one: Waiting) -> Letter:
    """Put what waits into words."""
    facts = tuple(facts_of(one.kind, one.said))
    kind, named = _kind_on_the_way(one), name(one.kind, one.said)
    return Letter(one.seq, kind, named, one.minted_at, facts, one.envelope)


def _kind_on_the_way(one: Waiting) -> str:
    """Tell the kind that anybody can read: what lies inside another envelope shows that one's.

    What the card has damaged shows none, until it is minted anew.
    """
    try:
        return peek(one.envelope).kind
    except BadEnvelope:
        return one.kind


def name(kind: str, said: Mapping[str, Any] | None) -> str:
    """Name an envelope by its kind, and by its day or month where that is known."""
    known = str(KINDS.get(kind, kind))
    written = _when(said or {})
    return f"{known} · {written}" if written else known


def _when(said: Mapping[str, Any]) -> str | None:
    try:
        if "y" in said:
            return month_words.name(date.fromisoformat(f"{said['y']}-01"))
        day = date.fromisoformat(said["d"])
    except (KeyError, TypeError, ValueError):
        return None
    # A line never ends in the middle of a date.
    return str(format_date(day, gettext("EEE d MMM"))).replace(" ", "\N{NO-BREAK SPACE}")


def facts_of(kind: str, said: Mapping[str, Any] | None) -> Iterable[str]:
    """Tell each fact that an envelope tells; none of what the house cannot read."""
    teller = _TELLERS.get(kind)
    try:
        return [*teller(said)] if teller and said else []
    except BadEnvelope:
        return []


def _of_day(said: Mapping[str, Any]) -> Iterator[str]:
    day = DaySummary.from_payload(said)
    yield ngettext("%(num)d child came.", "%(num)d children came.", day.present)
    yield ngettext(
        "%(num)d of them came for the first time.",
        "%(num)d of them came for the first time.",
        day.newcomers,
    )
    yield month_words.open_for(day.minutes_open)
    yield str(CLOCKS[day.clock])
    for fact, value in sorted(day.health.items()):
        yield _of_machine(fact, value)


def _of_month(said: Mapping[str, Any]) -> Iterator[str]:
    return month_words.all_facts(MonthSummary.from_payload(said))


def _of_machine(fact: str, value: int) -> str:
    if fact == "disk_free_mb":
        return str(gettext("The card has %(size)s GB of free room.", size=f"{value / 1000:.1f}"))
    if fact == "temperature_c":
        return str(gettext("The machine was %(degrees)d °C warm.", degrees=value))
    return f"{fact}: {value}"


def _of_ask(said: Mapping[str, Any]) -> Iterator[str]:
    number = Ask.from_payload(said).has
    yield ngettext(
        "So far %(num)d message of headquarters is here.",
        "So far %(num)d messages of headquarters are here.",
        number,
    )


_TELLERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    DAY: _of_day,
    MONTH: _of_month,
    ASK: _of_ask,
}
