"""The box: how this computer is, what is not well, and what to do."""

from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from kiosk.doctor.examination import look_at
from kiosk.doctor.language import speech
from kiosk.house import current_house


def box() -> ResponseReturnValue:
    """Show what the doctor finds: what is not well first, then everything else by its part."""
    words = speech(str(get_locale()))
    found = look_at(current_house())
    ill = [one for one in found if one.well is False]
    rest = [one for one in found if one.well is not False]
    parts = [(title, list(ones)) for title, ones in groupby(rest, key=lambda one: one.title)]
    return render_template("counselor/upkeep/box.html", ill=ill, told=parts, speech=words)
