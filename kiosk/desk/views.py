"""Tells the machine around the screen how the house is, and hears what happens there."""

from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.desk.beats import beats
from kiosk.desk.desk import current_desk
from kiosk.desk.here import asks_from_here
from kiosk.errors import StoreError
from kiosk.house import current_house
from kiosk.store import house as house_store
from sync import waiting

desk = Blueprint("desk", __name__)

# Pages on which somebody has touched the screen, even where nothing is kept of it.
_TOUCHED = ("child.who",)


@desk.get("/healthz")
def healthz() -> Response:
    """Tell that the house answers, and what waits to be sent."""
    with current_house().database.reading() as db:
        return jsonify(
            status="ok",
            version=_version(),
            founded=house_store.record(db) is not None,
            waiting=waiting.count(db),
        )


@desk.get("/desk/state")
def state() -> ResponseReturnValue:
    """Tell how the house is, as a light shows it."""
    return _only_the_box() or _state()


@desk.post("/desk/events")
def hear() -> ResponseReturnValue:
    """Hear one event of the box, and tell how the house is then."""
    refusal = _only_the_box()
    if refusal:
        return refusal
    from hardware.telling import Event

    told = request.get_json(silent=True)
    event = told.get("event") if isinstance(told, dict) else None
    if event not in list(Event):
        return jsonify(error="unknown event"), 400
    current_desk().take(Event(event))
    return _state()


@desk.before_app_request
def wake_for_a_touch() -> None:
    """Wake the screen for who touches it, where no sensor saw anybody."""
    is_page = request.blueprint not in (None, desk.name, beats.name)
    if is_page and (request.method == "POST" or request.endpoint in _TOUCHED or _is_by_hand()):
        current_desk().wake()


def _is_by_hand() -> bool:
    """Tell whether a finger asked for the page: one that goes on by itself is nobody's sign."""
    return request.headers.get("Sec-Fetch-User") == "?1"


@cache
def _version() -> str:
    """Tell the version; what is installed anew is started anew."""
    return version("aiyou-house")


def _state() -> ResponseReturnValue:
    try:
        return jsonify(asdict(current_desk().state()))
    except StoreError as error:
        return jsonify(error=str(error)), 503


def _only_the_box() -> ResponseReturnValue | None:
    """Refuse whoever is not on this machine, and every page of a browser: the box is none."""
    browses = "Origin" in request.headers or "Sec-Fetch-Mode" in request.headers
    return None if asks_from_here() and not browses else (jsonify(error="only for the box"), 403)
