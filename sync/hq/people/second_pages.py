"""The pages of the second factor: typing it at sign-in, setting it up, taking one's own away."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import Connection

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.limits import SIGN_IN, failed, limiter
from sync.hq.people import accounts, audit, second_factor, sessions, signin, trying
from sync.hq.people.access import anybody, signed_in
from sync.hq.people.accounts import Account
from sync.hq.people.audit import Action
from sync.hq.people.sign_in_pages import too_many_tries
from sync.hq.people.signin import Page, said, visitor

blueprint = Blueprint("second", __name__)

_FRESH = "fresh_secret"


@blueprint.get("/sign-in/digits")
@anybody
def digits() -> Page:
    """Ask who gave the right password for the digits of the app."""
    if signin.pending() is None:
        return redirect(url_for("signin.sign_in"))
    return render_template("digits.html", problem=None)


@blueprint.post("/sign-in/digits")
@anybody
def digits_now() -> Page:
    """Sign in who typed the right digits or a recovery code."""
    account = signin.pending()
    if account is None:
        return redirect(url_for("signin.sign_in"))
    if minutes := trying.wait(account.name):
        return too_many_tries("digits.html", minutes)
    hq, typed = current_headquarters(), request.form.get("digits", "")
    with hq.database.transaction() as connection:
        key, now = hq.ring.session_key, hq.clock()
        is_right = second_factor.passes(connection, account.name, typed, now, key)
    if not is_right:
        trying.failed(account.name)
        problem = gettext("These digits are not right, or were used already.")
        return render_template("digits.html", problem=problem), 401
    return signin.finish(account)


@blueprint.get("/second-factor")
@anybody
def second_factor_page() -> Page:
    """Show the account's second factor, or how to set one up."""
    account = _setting_up()
    if account is None:
        return redirect(url_for("signin.sign_in"))
    with current_headquarters().database.reading() as connection:
        is_set = second_factor.is_set(connection, account.name)
        if is_set and "anew" not in request.args:
            return render_template("second_factor_is_set.html")
    return _ask(account, None)


@blueprint.post("/second-factor")
@anybody
@limiter.limit(SIGN_IN, deduct_when=failed)
def second_factor_now() -> Page:
    """Keep the second factor whose digits were typed, and show the recovery codes, this once."""
    account, hq = _setting_up(), current_headquarters()
    secret = _fresh_secret()
    if account is None or secret is None:
        return redirect(url_for("second.second_factor_page"))
    try:
        with hq.database.transaction() as connection:
            if not _may_set_up(connection, account):
                return redirect(url_for("signin.sign_in"))
            codes = _keep(connection, account.name, secret)
    except Refused as problem:
        return _ask(account, said(problem)), 400
    session.pop(_FRESH)
    if not current_user.is_authenticated:
        signin.finish(account)
    return render_template("recovery_codes.html", codes=codes)


def _keep(connection: Connection, name: str, secret: str) -> list[str]:
    hq, typed = current_headquarters(), request.form.get("digits", "")
    now, key = hq.clock(), hq.ring.session_key
    codes = second_factor.keep(connection, name, secret, typed, now, key)
    sessions.end_all(connection, name, but=_this_session())
    audit.note(connection, now, name, Action.SET_SECOND_FACTOR, name)
    return codes


@blueprint.post("/second-factor/away")
@signed_in
def second_factor_away() -> Page:
    """Take the visitor's own second factor away, to set another one up."""
    hq, name = current_headquarters(), visitor().name
    if visitor().needs_second_factor and hq.config.second_factor:
        # Whoever leaves the page that comes next would sign in with a password alone.
        return redirect(url_for("second.second_factor_page", anew="yes"))
    with hq.database.transaction() as connection:
        second_factor.take_away(connection, name)
        sessions.end_all(connection, name, but=signin.token())
        audit.note(connection, hq.clock(), name, Action.TOOK_SECOND_FACTOR_AWAY, name)
    return redirect(url_for("second.second_factor_page"))


def _setting_up() -> Account | None:
    """Tell who may set a second factor up: who is signed in, or has to before signing in."""
    if current_user.is_authenticated:
        return visitor()
    account = signin.pending()
    if account is None:
        return None
    with current_headquarters().database.reading() as connection:
        return None if _has_phone(connection, account) else account


def _may_set_up(connection: Connection, account: Account) -> bool:
    """Tell whether one still may, whatever others changed meanwhile, and hold it so."""
    is_same = accounts.has_same_password(connection, account)
    return is_same and not _has_phone(connection, account)


def _has_phone(connection: Connection, account: Account) -> bool:
    """Tell whether who knows a password alone would put another phone in place of the right one."""
    return not current_user.is_authenticated and second_factor.is_set(connection, account.name)


def _this_session() -> str | None:
    return signin.token() if current_user.is_authenticated else None


def _ask(account: Account, problem: str | None) -> str:
    import segno

    secret = _fresh_secret()
    if secret is None:
        secret = second_factor.new_secret()
        sealed = second_factor.seal(secret, current_headquarters().ring.session_key)
        session[_FRESH] = sealed.hex()
    code = segno.make(second_factor.address(secret, account.name), error="m", micro=False)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    picture = Markup(code.svg_inline(scale=5, border=2, omitsize=True))  # noqa: S704
    return render_template("second_factor.html", secret=grouped, picture=picture, problem=problem)


def _fresh_secret() -> str | None:
    """Tell the secret that this browser was shown; the cookie holds it sealed."""
    try:
        sealed = bytes.fromhex(session.get(_FRESH, ""))
    except ValueError:
        return None
    return second_factor.opened(sealed, current_headquarters().ring.session_key)
