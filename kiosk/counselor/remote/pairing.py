"""A one-time code on the kiosk's screen, by which one device is paired."""

from math import ceil

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kiosk.counselor.remote import fingerprint
from kiosk.counselor.remote.devices import addresses
from kiosk.house import current_house


def pairing() -> ResponseReturnValue:
    """Give out a code, and show it until it is used or has had its time."""
    house = current_house()
    remote, reached = house.remote, addresses(house)
    if not (remote.is_on and reached):
        return redirect(url_for("counselor.remote"), 303)
    if request.method == "POST":
        remote.begin_pairing(house.vault.keeper.id)
        return redirect(url_for("counselor.pairing"), 303)
    now = remote.pairing
    if now and now.device:
        flash(gettext("“%(name)s” is paired.", name=now.device))
        remote.pairing = None
    if not (now and now.seconds):
        return redirect(url_for("counselor.remote"), 303)
    address = f"{reached[0]}/pair"
    return render_template(
        "counselor/remote/pairing.html",
        picture=segno.make(f"{address}#{now.code}", error="m").svg_data_uri(scale=6, border=2),
        address=address,
        others=reached[1:],
        code=[now.code[at : at + 4] for at in range(0, len(now.code), 4)],
        fingerprint=fingerprint.in_words(house),
        number=fingerprint.in_hexadecimal(house),
        minutes=ceil(now.seconds / 60),
    )
