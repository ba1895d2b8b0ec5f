"""Screen and sound: how large the panel is written, and what can be tried out."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as lazy

from games.languages import DEFAULT
from kiosk.child.voice import voice_of
from kiosk.counselor.forms import PanelForm, one_of
from kiosk.domain.settings import Settings, TextSize
from kiosk.house import current_house
from kiosk.store import settings

TEXT_SIZES = {
    TextSize.NORMAL: lazy("Normal size"),
    TextSize.LARGE: lazy("Large"),
    TextSize.VERY_LARGE: lazy("Very large"),
}

# What children hear first when they come.
HEARD = "who"


class ScreenForm(PanelForm):
    """How the panel is written on this screen."""

    panel_text = one_of(lazy("How large the panel is written"), TEXT_SIZES)


def screen() -> ResponseReturnValue:
    """Show what the screen is, and set how large the panel is written on it."""
    house = current_house()
    now, first, keeper = house.settings(), house.config.settings, house.vault.keeper.id
    form = ScreenForm(data={"panel_text": now.panel_text})

    def wanted() -> Settings:
        return replace(now, panel_text=TextSize(form.panel_text.data))

    if form.keeps(lambda db: settings.set_to(db, wanted(), first, house.clock(), keeper)):
        flash(gettext("Changed and kept."))
        return redirect(url_for("counselor.screen"), 303)
    return render_template(
        "counselor/upkeep/screen.html",
        form=form,
        voice=voice_of(DEFAULT, HEARD),
        prompt=HEARD,
        loudness=now.loudness,
        volume=now.loudness.percent,
    )


def touch() -> ResponseReturnValue:
    """Show five dots, and where each was felt."""
    return render_template("counselor/upkeep/touch.html")
