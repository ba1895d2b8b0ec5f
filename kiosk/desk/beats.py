"""Hears the page on the kiosk's own screen beat, and tells the display when it last did."""

import time
from threading import Lock

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.desk.here import asks_from_here
from kiosk.house import house_if_any

beats = Blueprint("beats", __name__, static_folder="static", static_url_path="/desk/static")

# Whoever asked within so many seconds shows the page, and mends it.
_ASKS_WITHIN = 30.0


class Beats:
    """When the page of one house beat last, and when a display last asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._beat: float | None = None
        self._asked: float | None = None

    def beat(self) -> None:
        """Note that the page is drawn."""
        with self._lock:
            self._beat = time.monotonic()

    def ask(self) -> float | None:
        """Tell how many seconds ago the page beat last; None where it never did."""
        now = time.monotonic()
        with self._lock:
            self._asked = now
            return None if self._beat is None else now - self._beat

    @property
    def on_display(self) -> bool:
        """Tell whether a display shows the pages: one without printer, files and windows."""
        with self._lock:
            return self._asked is not None and time.monotonic() - self._asked < _ASKS_WITHIN


def current_beats() -> Beats:
    """Tell the beats of the house that is asked."""
    heard: Beats = current_app.extensions["beats"]
    return heard


@beats.post("/desk/beats")
def beat() -> ResponseReturnValue:
    """Hear one beat of a page of this house."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return jsonify(error="only for the house's pages"), 403
    current_beats().beat()
    return "", 204


@beats.get("/desk/beats")
def tell() -> ResponseReturnValue:
    """Tell when the page beat last, and whether a game or the dark covers it."""
    if not asks_from_here() or "Sec-Fetch-Mode" in request.headers:
        return jsonify(error="only for the display"), 403
    house, age = house_if_any(), current_beats().ask()
    if house is None:
        return jsonify(age=age, plays=False, dark=False)
    dark = current_app.extensions["desk"].screen.is_dark
    return jsonify(age=age, plays=house.arcade.running, dark=dark)
