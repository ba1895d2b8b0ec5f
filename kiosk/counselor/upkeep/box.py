"""The box: how this computer is, what is not well, and what to do."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk import box as kiosk_box
from kiosk.counselor.upkeep.box_words import PARTS
from kiosk.house import current_house


def box() -> ResponseReturnValue:
    """Show what the box says of itself, what is not well first."""
    found = sorted(kiosk_box.look_at(current_house()), key=lambda one: one.well)
    told = [(one.well, PARTS[one.name], gettext(one.sentence) % one.figures) for one in found]
    return render_template("counselor/upkeep/box.html", told=told)
