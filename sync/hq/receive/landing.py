"""Where a phone lands that looked at a house's QR code, and any browser with a stick's files.

The page's own script does all of it: what stands in the link's fragment never comes here by
itself. It posts to /v1/envelopes what a house would, and anybody may: only what a house signed
counts.
"""

from flask import render_template

from sync import batch
from sync.couriers.usb import REQUEST
from sync.hq.people.access import anybody
from sync.hq.receive.confirming import HEADER


@anybody
def landing() -> str:
    """Show the page that brings envelopes here; it needs no account."""
    where = batch.PATH.removeprefix("/")
    return render_template("landing.html", where=where, header=HEADER, suffix=REQUEST)
