"""Good night, and good morning: what the screen shows while the house is closed for a moment."""

from flask import request
from flask.typing import ResponseReturnValue

from kiosk.child.pages import outdoors
from kiosk.child.prompts import NIGHT
from kiosk.child.scenery import Sky
from kiosk.house import current_house, house_if_any
from kiosk.power import Stage

# What the page is made of, and by what it learns how far it is.
_STAYS_UP = (
    "child.static", "child.stylesheet", "child.art", "child.spoken",
    "counselor.static", "counselor.stylesheet",
    "child.stage", "child.open_again",
    "desk.healthz", "desk.state", "desk.hear",
)  # fmt: skip


def sleep() -> ResponseReturnValue | None:
    """Show the night in place of every page, once somebody has closed the house."""
    house = house_if_any()
    if house is None or house.power.is_awake or request.endpoint in _STAYS_UP:
        return None
    stage = house.power.stage
    wakes = stage is Stage.ANEW
    return outdoors(
        "waking" if wakes else "good_night",
        sky=Sky.DAWN if wakes else Sky.NIGHT,
        stage=stage.value,
        adult=str(NIGHT[stage.value]),
        may_open=stage is Stage.REFUSED,
    )


def stage() -> ResponseReturnValue:
    """Tell how far it is."""
    return {"stage": current_house().power.stage.value}


def open_again() -> ResponseReturnValue:
    """Begin the house anew where its machine did not let itself be switched off."""
    current_house().power.wake()
    return "", 204
