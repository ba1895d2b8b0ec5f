"""The only wiring of the house's pages."""

import secrets
from collections.abc import Callable
from functools import cache, partial

from flask import Flask, Response, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from kiosk import catalogs, dress
from kiosk.child import language as child_language
from kiosk.child.pages import trouble_page
from kiosk.child.views import child
from kiosk.config import HouseConfig
from kiosk.counselor import language as counselor_language
from kiosk.counselor.access.patience import Patience
from kiosk.counselor.door import ALWAYS
from kiosk.counselor.views import counselor
from kiosk.desk.beats import Beats, beats
from kiosk.desk.desk import Desk
from kiosk.desk.views import desk
from kiosk.errors import StoreError
from kiosk.house import House, open_house
from kiosk.routes import LateRule
from kiosk.sessions import Sessions
from kiosk.store.keys import patience
from sync import compiled

# The house loads nothing from anywhere else; the empty icon is a data address.
_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
    " frame-ancestors 'none'"
)

_GUARDS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)

# No page may listen, look or ask where it is, but for the one on which a counselor records.
_FORBIDDEN = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "midi", "payment", "serial", "usb",
)  # fmt: skip
_MAY_LISTEN = "counselor.recorder"

# What the page of trouble is made of.
_OF_TROUBLE = (
    "child.static", "child.stylesheet", "child.art", "child.spoken",
    "beats.static", "beats.beat", "beats.tell",
)  # fmt: skip


class Kiosk(Flask):
    """Flask, but for the moment at which an address is compiled."""

    url_rule_class = LateRule


def create_app(config: HouseConfig, opener: Callable[[HouseConfig], House] = open_house) -> Flask:
    """Wire the pages of a house; records that cannot be opened leave one page that says so."""
    app = bare_app(config)
    try:
        house = opener(config)
    except StoreError as error:
        _only_trouble(app, error)
        return app
    _furnish(app, house)
    return app


def app_for(house: House) -> Flask:
    """Wire the pages of a house that is open already."""
    app = bare_app(house.config)
    _furnish(app, house)
    return app


def bare_app(config: HouseConfig, choose_language: Callable[[], str] | None = None) -> Flask:
    """Make an app that has a language and its headers, and no page yet."""
    app, secret = Kiosk(__name__), secrets.token_bytes(32)
    app.session_interface = Sessions(secret)
    spoken = [*catalogs.DIRECTORIES.values(), "counselor/translations"]
    app.config.update(
        # New at each start: a session is forgotten with the process, as the vault's key is.
        SECRET_KEY=secret,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        # A screen sleeps for days, and its clock may leap: a token is good while its session is.
        WTF_CSRF_TIME_LIMIT=None,
        TRUSTED_HOSTS=["127.0.0.1", "localhost"],
        MAX_CONTENT_LENGTH=64 * 1024,
        BABEL_DEFAULT_LOCALE=config.language,
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=";".join(map(str, spoken)),
        HOUSE_CONFIG=config,
    )
    choose = choose_language or _choose_language
    catalogs.HouseBabel(app, locale_selector=lambda: catalogs.locale_of(choose()))
    app.jinja_env.bytecode_cache = compiled.TEMPLATES
    app.after_request(_guard)
    dress.wear(app)
    return app


def compile_templates() -> None:
    """Compile all templates of the house, as whoever installs it: the house may not write there."""
    app = bare_app(HouseConfig())
    app.register_blueprint(child)
    app.register_blueprint(counselor, url_prefix="/counselor")
    compiled.compile_all(app.jinja_env)


def _furnish(app: Flask, house: House) -> None:
    app.extensions["house"] = house
    app.extensions["patience"] = house.remote.patience = Patience(partial(_wrong_so_far, house))
    app.extensions["desk"] = Desk(house)
    # The box has no form and no session; what it may be is asked at each of its addresses.
    protection = CSRFProtect(app)
    protection.exempt(desk)
    _hear_beats(app, protection)
    app.register_blueprint(child)
    app.register_blueprint(counselor, url_prefix="/counselor")
    app.register_blueprint(desk)
    # An address that only takes forms is none to a browser that opens its last page anew.
    for nowhere in (404, 405):
        app.register_error_handler(nowhere, _to_the_door)


def _wrong_so_far(house: House) -> int:
    with house.database.reading() as db:
        return patience.wrong(db)


def _only_trouble(app: Flask, error: StoreError) -> None:
    app.register_blueprint(child)
    app.register_blueprint(counselor, url_prefix="/counselor")

    @app.before_request
    def show_trouble() -> ResponseReturnValue | None:
        if request.endpoint in (*ALWAYS, *_OF_TROUBLE):
            return None
        if request.path == "/healthz":
            return {"status": "trouble", "why": str(error)}, 503
        return trouble_page(error), 503

    # Last: what shows the trouble needs no token, and what is always there has one.
    _hear_beats(app, CSRFProtect(app))


def _hear_beats(app: Flask, protection: CSRFProtect) -> None:
    """Let the page on the screen be known to be alive: a beat changes nothing but that."""
    app.extensions["beats"] = Beats()
    protection.exempt(beats)
    app.register_blueprint(beats)


def _choose_language() -> str:
    panel = has_request_context() and request.blueprint == "counselor"
    return counselor_language.choose() if panel else child_language.choose()


def _to_the_door(_: Exception) -> ResponseReturnValue:
    return redirect("/")


def _guard(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Cache-Control", "no-store")
    for name, value in _GUARDS:
        headers.add(name, value)
    headers.add("Permissions-Policy", _permissions(listens=request.endpoint == _MAY_LISTEN))
    return response


@cache
def _permissions(*, listens: bool) -> str:
    microphone = "(self)" if listens else "()"
    return ", ".join([*(f"{one}=()" for one in _FORBIDDEN), f"microphone={microphone}"])
