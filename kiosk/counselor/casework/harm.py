"""What to do at once where a child is harmed, or may be: whom to call comes first.

The page needs no passphrase, no network and no records, asks for nothing and keeps nothing.
Whom to call and what to do are our reading of the Law on the Protection of Minors, article 11,
and of what is taught about it: no lawyer and no expert of child protection has reviewed them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy

from kiosk.domain.hotlines import HOTLINES, Hotline
from kiosk.house import house_if_any


@dataclass(frozen=True, slots=True)
class Need:
    """What a child needs, what to know of it, and which lines of the program help."""

    name: object
    advice: object
    keys: tuple[str, ...]


# The first that fits is to be called first.
NEEDS = (
    Need(
        lazy("In danger or hurt"),
        lazy("Call first, do everything else afterwards."),
        ("police", "ambulance"),
    ),
    Need(
        lazy("Harmed, or suspected"),
        lazy("Report it at once. A suspicion is enough: you need no proof."),
        ("police", "government", "supervisor"),
    ),
    Need(
        lazy("Somebody who listens"),
        lazy("For the child, and for you."),
        ("listener", "youth"),
    ),
)
ADVICE = (
    lazy("Stay with the child, and keep it where it is safe."),
    lazy("Listen to what it tells by itself. Do not question it."),
    lazy("Do not promise to tell nobody. Say that you will get help."),
    lazy("Do not speak to whoever may have done it, and do not warn them."),
    lazy("Call first. Write nothing down before."),
)


def harm() -> ResponseReturnValue:
    """Show whom to call, then what to do and what not."""
    house = house_if_any()
    lines = house.hotlines() if house else HOTLINES
    known = {line.key: line for line in lines if line.key}
    needs = [(need, [known[key] for key in need.keys]) for need in NEEDS]
    return render_template(
        "counselor/casework/harm.html",
        needs=needs,
        nearby=_nearby(lines),
        national={line.key: line.number for line in HOTLINES},
        advice=ADVICE,
        has_records=house is not None,
    )


def _nearby(lines: Iterable[Hotline]) -> list[Hotline]:
    """Choose the counselor's own number and the lines of the house."""
    return [line for line in lines if line.number and line.key in ("", "counselor")]
