"""The only wiring of the panel for devices: the counselor's pages, and no others."""

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from kiosk.app import bare_app
from kiosk.child import media
from kiosk.child.views import child
from kiosk.counselor import door
from kiosk.counselor import language as counselor_language
from kiosk.counselor.remote.pair import pair
from kiosk.counselor.sentences import refused
from kiosk.counselor.views import counselor
from kiosk.errors import KioskError
from kiosk.house import House
from kiosk.remote import cookie
from kiosk.remote.remote import Remote
from kiosk.store import devices
from kiosk.store.devices import Device

_SESSION = "__Host-panel"

# What a device may see before it is paired, while somebody at the kiosk wants to pair one.
_TO_BE_PAIRED = ("pair", "counselor.static", "counselor.stylesheet")

_REFUSAL = (
    "这里只对已配对的手机和电脑开放。\nThis opens only on phones and computers that were paired.\n"
)


def app_for_devices(house: House, remote: Remote) -> Flask:
    """Wire the panel for devices.

    house: with a vault that nobody opens; every device has its own.
    """
    app = bare_app(house.config, counselor_language.choose)
    app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME=_SESSION, TRUSTED_HOSTS=None)
    app.extensions.update(house=house, patience=remote.patience)
    # First of all: before a token is looked for, or a page.
    app.before_request(lambda: _let_in(house, remote))
    app.after_request(_let_in_again)
    CSRFProtect(app)
    app.context_processor(door.surroundings)
    app.register_blueprint(counselor, url_prefix="/counselor")
    app.add_url_rule("/", "home", _home)
    app.add_url_rule("/pair", "pair", pair, methods=["GET", "POST"])
    # What the panel has of the children's pages: pictures, faces, voices; and no page.
    app.jinja_loader = child.jinja_loader
    app.add_url_rule("/art/<code>.svg", "child.art", media.art)
    app.add_url_rule("/voice/<locale>/<prompt>.wav", "child.spoken", media.spoken)
    app.register_error_handler(HTTPException, _say)
    # Of an open page of a house that has begun anew: the others have a sentence of their own.
    app.register_error_handler(CSRFError, lambda _: redirect("/pair"))
    app.register_error_handler(KioskError, lambda _: _plain("", 503))
    return app


def _let_in(house: House, remote: Remote) -> ResponseReturnValue | None:
    """Let a paired device at its own panel; anything else gets one answer, whatever it asked."""
    if not _is_at_home(remote):
        return _plain(_REFUSAL, 403)
    device = _device(house)
    if device:
        g.house = remote.seen_from(house, device)
        return None
    pairing = remote.pairing
    if request.endpoint in _TO_BE_PAIRED and pairing and pairing.seconds:
        return None
    return _plain(_REFUSAL, 403)


def _let_in_again(answer: Response) -> Response:
    """Let a device that is used keep its token: a browser forgets it after a time."""
    unlocks = (request.endpoint, request.method) == ("counselor.unlock", "POST")
    if unlocks and "house" in g:
        cookie.give(answer, cookie.shown())
    return answer


def _is_at_home(remote: Remote) -> bool:
    """Tell whether the request names one of the house's own addresses, and nobody else's name."""
    host = request.headers.get("Host", "").partition(":")[0]
    return host in (*remote.addresses(), "127.0.0.1")


def _device(house: House) -> Device | None:
    token = cookie.shown()
    if not token:
        return None
    with house.database.reading() as db:
        return devices.showing(db, token)


def _home() -> ResponseReturnValue:
    return redirect("/counselor/")


def _say(error: HTTPException) -> ResponseReturnValue:
    """Lead whoever is let in back to her panel; tell others nothing."""
    return refused(error) if "house" in g else _plain("", error.code or 400)


def _plain(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")
