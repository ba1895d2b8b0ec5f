"""Switching off, and starting anew: asked once, and everything is closed before."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.house import current_house
from kiosk.power import Ending


def switch_off() -> ResponseReturnValue:
    """Ask whether to switch off or to restart, and do it; the screen then says good night."""
    house, asked = current_house(), request.form.get("do", "")
    if request.method == "POST" and asked in set(Ending):
        house.power.end(house, Ending(asked), house.vault.keeper.id)
        return redirect("/", 303)
    return render_template("counselor/upkeep/switch_off.html", playing=house.arcade.running)
