"""The panel's language: hers, not the child's."""

from flask import current_app, redirect, request, session
from flask.typing import ResponseReturnValue

from kiosk.config import HouseConfig
from kiosk.counselor import door

_KEY = "panel_language"


def choose() -> str:
    """Tell the panel's locale: what was chosen last, else what the house is set to."""
    config: HouseConfig = current_app.config["HOUSE_CONFIG"]
    return str(session.get(_KEY, config.language))


def change_language() -> ResponseReturnValue:
    """Change the panel's language."""
    from kiosk.counselor.words import LANGUAGES

    wanted = request.form.get("language")
    if wanted in LANGUAGES:
        session[_KEY] = wanted
    return redirect(door.way_back())
