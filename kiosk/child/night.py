"""Good night, and good morning: what the screen shows while the house is closed for a moment."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from games.languages import tag_of
from kiosk.child import visitor
from kiosk.child.pages import outdoors
from kiosk.child.prompts import NIGHT
from kiosk.child.scenery import Sky
from kiosk.house import House, current_house, house_if_any
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
    if request.endpoint == "child.talk":
        _hear_all_the_same(house)
    stage = house.power.stage
    if stage is not Stage.CLOSING:
        # Children have gone: whoever reads it now is a grown-up, and no child's language is hers.
        visitor.forget()
    wakes = stage is Stage.ANEW
    adult = _of_grown_ups(NIGHT[stage.value])
    return outdoors(
        "waking" if wakes else "good_night",
        sky=Sky.DAWN if wakes else Sky.NIGHT,
        stage=stage.value,
        adult=adult,
        adult_tag=tag_of(adult, house.config.language),
        may_open=stage is Stage.REFUSED,
    )


def _hear_all_the_same(house: House) -> None:
    """Keep a wish to talk that was pressed as the house was closed: it is not asked for twice."""
    from kiosk.child import talking

    talking.keep_wish(house)


def _of_grown_ups(sentence: object) -> str:
    """Tell a sentence in the language of the house, whichever child stands here."""
    with force_locale(current_house().config.language):
        return str(sentence)


def stage() -> ResponseReturnValue:
    """Tell how far it is."""
    return {"stage": current_house().power.stage.value}


def open_again() -> ResponseReturnValue:
    """Begin the house anew where its machine did not let itself be switched off."""
    current_house().power.wake()
    return "", 204
