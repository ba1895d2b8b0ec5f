"""Lets nobody into the panel but a counselor who has unlocked it."""

import re
from collections.abc import Collection
from typing import Any

from flask import Blueprint, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from werkzeug.exceptions import NotFound

from kiosk.config import HouseConfig
from kiosk.desk.beats import current_beats
from kiosk.domain.moment import ClockState, Moment
from kiosk.domain.recordings import MOST_BYTES
from kiosk.domain.settings import TextSize
from kiosk.errors import StoreError
from kiosk.house import House, current_house, house_if_any
from kiosk.store import house as house_store
from kiosk.store import notices
from kiosk.store.house import HouseRecord
from kiosk.store.notices import Notice

_HOME = "counselor.today"

# These are there before a house is set up, and where its records cannot be opened.
ALWAYS = (
    "counselor.static",
    "counselor.stylesheet",
    "counselor.harm",
    "counselor.change_language",
    "counselor.guide",
    "counselor.wiring",
)

# These are there only before.
_FIRST = ("counselor.setup", "counselor.bring_back", "counselor.connect_first")

# These are about what stands in the house: the kiosk itself, and who may reach it from elsewhere.
_AT_THE_SCREEN = frozenset(
    f"counselor.{name}"
    for name in (
        "remote", "open_to_devices", "pairing", "take_device_away",
        "screen", "touch", "switch_off",
    )
)  # fmt: skip

# A page that waits for somebody else's touch does not tell that she is still there.
_STANDS_BY = "counselor.pairing"

# No %, no backslash, no second slash: a browser finds no way out in what is left.
_INSIDE = re.compile(r"(/[A-Za-z0-9_-]+(\.(csv|xlsx|pdf))?)*/?(\?[A-Za-z0-9_=&-]*)?")

# In her session, between what she sent and the page that tells her.
_LOST = "lost"


_OF_NO_HOUSE = {
    "is_open": False,
    "house_name": "",
    "notices": (),
    "at_the_screen": True,
    "on_display": False,
}


def guard(counselor: Blueprint, open_pages: Collection[str]) -> None:
    """Let only the open pages be seen while the vault is locked."""
    free = {f"counselor.{name}" for name in open_pages}

    def turn_away() -> ResponseReturnValue | None:
        if request.endpoint in ALWAYS:
            return None
        if record() is None:
            return None if request.endpoint in _FIRST else redirect(url_for("counselor.setup"))
        house = current_house()
        if not may_enter((request.endpoint or "").removeprefix("counselor.")):
            raise NotFound
        if not house.vault.is_open and request.endpoint not in free:
            return ask_to_unlock()
        if (request.endpoint, request.method) != (_STANDS_BY, "GET"):
            house.vault.touch()
        return None

    counselor.url_value_preprocessor(_make_room)
    counselor.before_request(turn_away)
    counselor.context_processor(surroundings)


def _make_room(endpoint: str | None, _places: object) -> None:
    """Let a recorded voice be larger than any form; before its form is read for its token."""
    if endpoint == "counselor.recorder":
        request.max_content_length = MOST_BYTES


def may_enter(page: str) -> bool:
    """Tell whether a page is shown here: some are only where the kiosk stands."""
    return current_house().is_at_the_screen or f"counselor.{page}" not in _AT_THE_SCREEN


def ask_to_unlock() -> ResponseReturnValue:
    """Send her to the passphrase, and back to where she was; what she sent is told to be lost."""
    if request.method == "POST":
        session[_LOST] = True
    return redirect(url_for("counselor.unlock", back=this_page()))


def has_lost() -> bool:
    """Tell, once, whether what she sent came after the lock and was not kept."""
    return bool(session.pop(_LOST, False))


def way_back() -> str:
    """Tell the panel's page to return to; only an address inside the panel is believed."""
    asked = request.values.get("back", "")
    home = url_for(_HOME)
    inside = asked.startswith(home) and _INSIDE.fullmatch(asked)
    return asked if inside else home


def record() -> HouseRecord | None:
    """Tell the house's name and key; None before it is set up."""
    with current_house().database.reading() as db:
        return house_store.record(db)


def this_page() -> str:
    """Tell the page to come back to; what can only be posted to has none: then it is today's."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    adapter = current_app.create_url_adapter(request)
    return request.path if adapter and adapter.test(method="GET") else url_for(_HOME)


def surroundings() -> dict[str, Any]:
    """Tell what every page of the panel shows around it."""
    from games.palette import palette
    from kiosk.counselor import rail, words

    config: HouseConfig = current_app.config["HOUSE_CONFIG"]
    house = house_if_any()
    return {
        "palette": palette(),
        "words": words,
        "rail_entry": rail.entry_of(request.endpoint or ""),
        "locale": str(get_locale()),
        "idle": int(config.lock_seconds),
        "idle_outside": int(config.idle_seconds),
        **(_of_house(house) if house else _OF_NO_HOUSE),
    }


def _of_house(house: House) -> dict[str, Any]:
    is_open = house.vault.is_open
    return {
        "text_size": _text_size(house),
        "house_name": _house_name(),
        "at_the_screen": house.is_at_the_screen,
        "on_display": house.is_at_the_screen and current_beats().on_display,
        "is_open": is_open,
        "keeper": house.vault.keeper if is_open else None,
        "notices": _notices(),
        "doubtful": _doubtful(house.clock()),
    }


def _notices() -> list[Notice]:
    """Tell what she has not seen; a page that says the records are lost must not need them."""
    try:
        with current_house().database.reading() as db:
            return notices.unseen(db)
    except StoreError:
        return []


def _doubtful(moment: Moment) -> Moment | None:
    """Tell what time it seems to be where that is not certain; the page that sets it knows."""
    certain = moment.clock is ClockState.TRUSTED
    return None if certain or request.endpoint == "counselor.set_date" else moment


def _text_size(house: House) -> TextSize:
    """Tell how large the kiosk's screen is written; a phone has its own say."""
    try:
        return house.settings().panel_text if house.is_at_the_screen else TextSize.NORMAL
    except StoreError:
        return TextSize.NORMAL


def _house_name() -> str:
    """Tell the name on the door; a page that says the records are lost must not need them."""
    try:
        found = record()
    except StoreError:
        return ""
    return found.name if found else ""
