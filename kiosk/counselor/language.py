"""The panel's language: hers, not the child's."""

from flask import current_app, redirect, request, session
from flask.typing import ResponseReturnValue

from games.languages import APPROVED_FIRST, DEFAULT
from kiosk.config import HouseConfig
from kiosk.counselor import door

_KEY = "panel_language"


def choose() -> str:
    """Tell the panel's locale: what was chosen last, else the house's where the panel speaks it."""
    config: HouseConfig = current_app.config["HOUSE_CONFIG"]
    houses = DEFAULT if config.language in APPROVED_FIRST else config.language
    return str(session.get(_KEY, houses))


def change_language() -> ResponseReturnValue:
    """Change the panel's language."""
    from kiosk.counselor.words import PANEL

    wanted = request.form.get("language")
    if wanted in PANEL:
        session[_KEY] = wanted
    return redirect(door.way_back())
