"""Upkeep: the rooms of the panel that keep the house itself in order."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy


@dataclass(frozen=True, slots=True)
class Room:
    """One room: the address it is reached by, its name, and what is done there."""

    endpoint: str
    name: object
    purpose: object


# One line a room; names and purposes are lazy texts.
ROOMS: tuple[Room, ...] = (
    Room(
        "retention", lazy("What is let go of"), lazy("How long what is kept, and what goes next.")
    ),
    Room("audit", lazy("Audit"), lazy("Who looked at, changed, exported or erased what.")),
)


def upkeep() -> ResponseReturnValue:
    """Show the rooms."""
    return render_template("counselor/upkeep.html", rooms=ROOMS)
