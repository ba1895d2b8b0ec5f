"""Upkeep: the rooms of the panel that keep the house itself in order."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy


@dataclass(frozen=True, slots=True)
class Room:
    """One room: the address it is reached by, its name, what is done there."""

    endpoint: str
    name: object
    purpose: object


# One line a room; names and purposes are lazy texts.
ROOMS: tuple[Room, ...] = (
    Room(
        "house_rules",
        lazy("Games, sound and hours"),
        lazy("How long children play, how loud it is, when the house is open"),
    ),
    Room(
        "numbers",
        lazy("Numbers"),
        lazy("Whom children and you can call in your county"),
    ),
    Room(
        "concern_rules",
        lazy("When to consider a quiet chat"),
        lazy("What the house points out to you on the page Today, and what not"),
    ),
    Room("set_date", lazy("Date and time"), lazy("See whether the clock is right, and set it")),
    Room(
        "recordings",
        lazy("Voices"),
        lazy("Say in your own voice what the children hear"),
    ),
    Room(
        "sending",
        lazy("Sending"),
        lazy("What goes to headquarters, and by which road"),
    ),
    Room(
        "screen",
        lazy("Screen and sound"),
        lazy("How large the panel is written; try the touch and the sound"),
    ),
    Room(
        "remote",
        lazy("Phone and laptop"),
        lazy("Open this panel on a device of your own"),
    ),
    Room("box", lazy("The box"), lazy("How this computer is, and what to do")),
    Room("backups", lazy("Backups"), lazy("So that nothing is lost when the card breaks")),
    Room(
        "counselors",
        lazy("Counselors"),
        lazy("Passphrases, USB keys, handing over"),
    ),
    Room(
        "categories",
        lazy("Categories"),
        lazy("Why the program reaches a child"),
    ),
    Room(
        "wordings",
        lazy("Languages"),
        lazy("Read and approve what children see in Tibetan and Yi"),
    ),
    Room(
        "circles",
        lazy("Groups"),
        lazy("So that a child of a large house finds itself by two taps"),
    ),
    Room(
        "retention",
        lazy("What is let go of"),
        lazy("How long records are kept, and what goes next"),
    ),
    Room("audit", lazy("Audit"), lazy("Who looked at, changed, exported or erased what")),
    Room(
        "switch_off",
        lazy("Switch the house off"),
        lazy("Before the plug is pulled, or to start anew"),
    ),
)


def upkeep() -> ResponseReturnValue:
    """Show the rooms; on a device, those that can be entered from afar."""
    from kiosk.counselor import door

    here = [room for room in ROOMS if door.may_enter(room.endpoint)]
    return render_template("counselor/upkeep/upkeep.html", rooms=here)
