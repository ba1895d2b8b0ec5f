"""Whether the panel opens on a counselor's own devices, and on which."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.errors import PortTaken
from kiosk.house import House, current_house
from kiosk.store import devices as store
from kiosk.store import house as house_store
from kiosk.store import settings

EVERY = "every"


def remote() -> ResponseReturnValue:
    """Show whether the network reaches the panel, at which address, and who is let in."""
    house = current_house()
    with house.database.reading() as db:
        lets_in, paired = settings.lets_devices_in(db), store.paired(db)
        counselors = house_store.names(db)
    return render_template(
        "counselor/remote/devices.html",
        lets_in=lets_in,
        is_on=house.remote.is_on,
        addresses=addresses(house),
        paired=paired,
        counselors=counselors,
        unlocked=house.remote.unlocked(),
        now=house.clock(),
    )


def open_to_devices() -> ResponseReturnValue:
    """Open the panel to devices, or close it to them; both hold at once."""
    house, lets_in = current_house(), request.form.get("do") == "open"
    with house.database.transaction() as db:
        settings.let_devices_in(db, house.clock(), house.vault.keeper.id, lets_in=lets_in)
    try:
        house.remote.keep(house)
    except PortTaken:
        flash(gettext("Another program uses the port. It will be tried again by itself."))
    except OSError:
        flash(gettext("The house could not keep its key: is the card full?"))
    return redirect(url_for("counselor.remote"), 303)


def take_device_away() -> ResponseReturnValue:
    """Let one device in no more, or none of them."""
    house, asked = current_house(), request.form.get("device", "")
    with house.database.reading() as db:
        every = [one.id for one in store.paired(db)]
    for device in every if asked == EVERY else [asked]:
        house.remote.take_away(house, device, house.vault.keeper.id)
    return redirect(url_for("counselor.remote"), 303)


def addresses(house: House) -> list[str]:
    """Tell where the panel is reached; nothing where the house has no network."""
    return [f"https://{one}:{house.config.panel_port}" for one in house.remote.addresses()]
