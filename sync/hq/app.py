"""Wire headquarters together: the only place that does."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Flask, Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from sync import batch
from sync.couriers.qr import PATH
from sync.hq import keyring, looks, setup
from sync.hq.answer import direction_pages, message_pages, panel_pages, post
from sync.hq.config import HqConfig
from sync.hq.errors import DatabaseAway, HqError, TooBusy
from sync.hq.headquarters import TIMEZONE, Headquarters, current_headquarters, utc_now
from sync.hq.limits import limiter
from sync.hq.people import (
    access,
    account_pages,
    audit_pages,
    own_pages,
    second_pages,
    sessions,
    sign_in_pages,
    signin,
)
from sync.hq.people.cookie import PeoplesCookie
from sync.hq.receive import catching_up, landing, wire
from sync.hq.receive.later import Later
from sync.hq.receive.receiving import Receiving
from sync.hq.receive.spool import Spool
from sync.hq.register import changing_pages, importing_pages, replacing_pages, sheet_pages
from sync.hq.register import pages as register_pages
from sync.hq.report import pages as report_pages
from sync.hq.running import apology, counts, health, metrics, opening
from sync.hq.running.this_minute import ThisMinute
from sync.hq.see import house_pages, pages, place_pages
from sync.hq.standards import pages as standard_pages
from sync.hq.store import partitions
from sync.hq.store.database import Database
from sync.hq.told import rollups

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; frame-ancestors 'none';"
    " base-uri 'none'; form-action 'self'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HTTPS_FOR_A_YEAR = "max-age=31536000"
# What houses speak to, and the pages of people.
_ROOMS = (
    wire,
    sign_in_pages,
    second_pages,
    pages,
    place_pages,
    house_pages,
    register_pages,
    importing_pages,
    sheet_pages,
    changing_pages,
    replacing_pages,
    account_pages,
    audit_pages,
    own_pages,
    message_pages,
    direction_pages,
    panel_pages,
    standard_pages,
    report_pages,
)


def create_app(
    config: HqConfig, clock: Callable[[], datetime] = utc_now, *, waits: bool = False
) -> Flask:
    """Make the app of a headquarters that was set up, or raise an HqError.

    waits: where PostgreSQL is away, answer that until it is there.
    """
    hq = _open(config, clock, waits=waits)
    app = Flask(__name__)
    app.extensions["headquarters"] = hq
    hq.later.begin()
    app.config.update(_settings(config, hq.ring.session_key))
    _guard(app)
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
    app.add_url_rule("/healthz", view_func=health.healthz)
    app.add_url_rule("/too-large", view_func=apology.too_large)
    app.add_url_rule(PATH, view_func=landing.landing)
    _answer_for(app)
    _trust_proxies(app, config.proxies)
    return app


def _open(config: HqConfig, clock: Callable[[], datetime], *, waits: bool) -> Headquarters:
    ring = keyring.load(config.keys)
    database = setup.find_initialised(config)
    begin = partial(_begin, database, ring, clock)
    if waits and config.database:
        opening.open_or_wait(begin)
    else:
        begin()
    live_ring = keyring.LiveKeyring(config.keys, ring)
    receiving = Receiving(database, live_ring, clock, config.together)
    later = Later(Spool(config.data / "spool"), receiving.receive_body)
    return Headquarters(config, database, live_ring, clock, receiving, later, ThisMinute())


def _begin(database: Database, ring: keyring.Keyring, clock: Callable[[], datetime]) -> None:
    """Bring the database up to date, and what it keeps to what this version knows."""
    try:
        database.open()
        partitions.prepare(database, clock())
        catching_up.catch_up(database, ring)
        rollups.refresh(database)
        with database.transaction() as connection:
            post.offer_keys(connection, ring, clock())
    except HqError:
        database.close()
        raise


def _guard(app: Flask) -> None:
    """Put before every page what may refuse it, and what each of them knows."""
    app.session_interface = PeoplesCookie()
    Babel(app, locale_selector=looks.language)
    metrics.install(app)
    # First of all: what is not open to somebody tells nothing more, not even of a form.
    app.before_request(access.guard)
    app.before_request(access.refuse_nul)
    csrf = CSRFProtect(app)
    csrf.exempt(wire.blueprint)
    limiter.init_app(app)
    signin.manager.init_app(app)
    looks.install(app)


def _answer_for(app: Flask) -> None:
    """Let every failure be answered, and every answer be protected."""
    app.register_error_handler(HTTPException, explain)
    app.register_error_handler(DatabaseAway, apology.Apology())
    app.register_error_handler(TooBusy, apology.too_busy)
    app.after_request(protect)


def _settings(config: HqConfig, session_key: bytes) -> dict[str, object]:
    return {
        "SECRET_KEY": session_key,
        # The kiosk of the demo shares the host name, and cookies do not know ports.
        "SESSION_COOKIE_NAME": "aiyou_hq",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.https,
        "PERMANENT_SESSION_LIFETIME": sessions.LONGEST,
        "WTF_CSRF_TIME_LIMIT": int(sessions.LONGEST.total_seconds()),
        "MAX_CONTENT_LENGTH": batch.LARGEST,
        "RATELIMIT_STORAGE_URI": counts.uri(config.data),
        "BABEL_DEFAULT_LOCALE": config.language,
        "BABEL_DEFAULT_TIMEZONE": TIMEZONE,
    }


def _trust_proxies(app: Flask, count: int) -> None:
    if count:
        from werkzeug.middleware.proxy_fix import ProxyFix

        # The name that was asked for comes in Host: another header of it may be the caller's own.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=0
        )


def explain(problem: HTTPException) -> ResponseReturnValue:
    """Answer what went wrong: a page for people, CBOR for houses."""
    if problem.response is not None or (problem.code or 500) < 400:
        return problem
    if request.path.startswith("/v1/"):
        return wire.refuse(problem)
    kind = "expired" if isinstance(problem, CSRFError) else str(problem.code)
    g.went_wrong = kind == "500"
    bounds = {"size": importing_pages.MOST_BYTES // 1000, "most": importing_pages.MOST_HOUSES}
    return render_template("error.html", kind=kind, **bounds), problem.code or 500


def protect(response: Response) -> Response:
    """Tell the browser what these pages never do; houses pay for each byte, and show no pages."""
    if request.path.startswith("/v1/"):
        return response
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if current_headquarters().config.https:
        response.headers.setdefault("Strict-Transport-Security", _HTTPS_FOR_A_YEAR)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
