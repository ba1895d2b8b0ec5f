"""The pages of signing in and out."""

import re

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from sync.hq.headquarters import current_headquarters
from sync.hq.people import accounts, passwords, second_factor, signin, trying
from sync.hq.people.access import anybody
from sync.hq.people.accounts import Account
from sync.hq.people.signin import Page

blueprint = Blueprint("signin", __name__)

# A path with what may follow it. Browsers take \\ for /, and drop tabs and line ends.
_OURS = re.compile(r"/(?![/\\])[!-\[\]-~]*")


@blueprint.get("/sign-in")
@anybody
def sign_in() -> Page:
    """Show the sign-in page."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return render_template("sign_in.html", name="", problem=None, expired=signin.has_expired())


@blueprint.post("/sign-in")
@anybody
def sign_in_now() -> Page:
    """Sign somebody in, or say that name and password do not belong together."""
    name = request.form.get("name", "")
    # Whoever has to wait takes no turn; who waited for a turn may have to wait by now.
    if minutes := trying.wait(name):
        return too_many_tries("sign_in.html", minutes, name=name)
    with passwords.turn():
        if minutes := trying.wait(name):
            return too_many_tries("sign_in.html", minutes, name=name)
        account = _found(name)
    if account is None:
        problem = gettext("This name and this password do not belong together.")
        return render_template("sign_in.html", name=name, problem=problem), 401
    return _go_on(account)


def _found(name: str) -> Account | None:
    """Find the account whose name and password were typed; a wrong one counts as such."""
    with current_headquarters().database.reading() as connection:
        account = accounts.sign_in(connection, name, request.form.get("password", ""))
    if account is None:
        trying.failed(name)
    return account


def _go_on(account: Account) -> Page:
    """Sign in whose password was right, or ask for what else is needed."""
    hq = current_headquarters()
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
    """Sign out, here and wherever the cookie was copied to."""
    signin.leave()
    return redirect(url_for("signin.sign_in"))


def too_many_tries(template: str, minutes: int, **shown: object) -> Page:
    """Show a form again that may not be tried for some minutes."""
    return render_template(template, problem=too_many_tries_for(minutes), **shown), 429


def too_many_tries_for(minutes: int) -> str:
    """Say for how long nothing may be tried."""
    problem = ngettext(
        "Too many tries: wait a minute, then try again.",
        "Too many tries: wait %(num)s minutes, then try again.",
        minutes,
    )
    return str(problem)


def _next_page() -> str:
    """Tell the page of ours to go on to: a link of another host would lead there after sign-in."""
    wanted = request.args.get("next", "")
    return wanted if _OURS.fullmatch(wanted) else url_for("pages.houses_page")
