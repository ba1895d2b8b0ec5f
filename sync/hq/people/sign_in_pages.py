"""The pages of signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, logout_user

from sync.hq.headquarters import current_headquarters
from sync.hq.limits import SIGN_IN, SIGN_IN_BY_NAME, failed, limiter, typed_name
from sync.hq.people import accounts, audit, second_factor, signin
from sync.hq.people.access import anybody
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page

blueprint = Blueprint("signin", __name__)


@blueprint.get("/sign-in")
@anybody
def sign_in() -> Page:
    """Show the sign-in page."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return render_template("sign_in.html", name="", problem=None)


@blueprint.post("/sign-in")
@anybody
@limiter.limit(SIGN_IN, deduct_when=failed)
@limiter.limit(SIGN_IN_BY_NAME, key_func=typed_name, deduct_when=failed)
def sign_in_now() -> Page:
    """Sign somebody in, or say that name and password do not belong together."""
    hq = current_headquarters()
    name, password = request.form.get("name", ""), request.form.get("password", "")
    with hq.database.reading() as connection:
        account = accounts.sign_in(connection, name, password)
    if account is None:
        with hq.database.transaction() as connection:
            audit.note(connection, hq.clock(), name.strip()[:64], Action.FAILED_TO_SIGN_IN)
        problem = gettext("This name and this password do not belong together.")
        return render_template("sign_in.html", name=name, problem=problem), 401
    with hq.database.reading() as connection:
        is_set = second_factor.is_set(connection, account.name)
    if is_set:
        return signin.ask_more(account, "second.digits", _next_page())
    if account.needs_second_factor and hq.config.second_factor:
        return signin.ask_more(account, "second.second_factor_page", _next_page())
    session["next"] = _next_page()
    return signin.finish(account)


@blueprint.post("/sign-out")
@anybody
def sign_out() -> Page:
    """Sign out."""
    logout_user()
    return redirect(url_for("signin.sign_in"))


def _next_page() -> str:
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    # Only a page of ours: a link with a host of its own would lead elsewhere after sign-in.
    if parts.scheme or parts.netloc or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return url_for("pages.houses_page")
    return wanted
