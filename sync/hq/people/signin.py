"""Sign in and out (Flask-Login), and who may do what."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import (
    LoginManager,
    current_user,
    login_required,
    login_user,
    logout_user,
)
from werkzeug.wrappers import Response

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.limits import SIGN_IN, SIGN_IN_BY_NAME, failed, limiter, typed_name
from sync.hq.people import accounts, audit, second_factor
from sync.hq.people.accounts import Account
from sync.hq.people.audit import Action

blueprint = Blueprint("signin", __name__)
manager = LoginManager()
manager.login_view = "signin.sign_in"
manager.login_message = None

_PENDING_FOR = timedelta(minutes=10)

P = ParamSpec("P")
R = TypeVar("R")
Page = str | Response | tuple[str, int]


class Visitor:
    """Let Flask-Login carry an account."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """Name the account in the session."""
        return self.account.name


@manager.user_loader  # type: ignore[untyped-decorator]
def load_visitor(name: str) -> Visitor | None:
    """Find who a session belongs to; an account that is gone is signed out."""
    # The page that says so must not ask the database again: it may be what went wrong.
    if g.get("went_wrong"):
        return None
    with current_headquarters().database.reading() as connection:
        account = accounts.find(connection, name)
    return Visitor(account) if account else None


def visitor() -> Account:
    """Return the account that looks at this page."""
    return cast(Visitor, current_user).account


def administrators_only(view: Callable[P, R]) -> Callable[P, R]:
    """Let only administrators open a page."""
    return _only(lambda account: account.is_administrator, view)


def experts_only(view: Callable[P, R]) -> Callable[P, R]:
    """Let only experts open a page."""
    return _only(lambda account: account.is_expert, view)


def _only(is_allowed: Callable[[Account], bool], view: Callable[P, R]) -> Callable[P, R]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_allowed(visitor()):
            abort(403)
        return view(*args, **kwargs)

    return cast(Callable[P, R], login_required(guarded))


def said(problem: Refused) -> str:
    """Say in the visitor's language why something cannot be done."""
    return str(gettext(problem.sentence, **problem.values))


@blueprint.get("/sign-in")
def sign_in() -> Page:
    """Show the sign-in page."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return render_template("sign_in.html", name="", problem=None)


@blueprint.post("/sign-in")
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
        return _then(account, "second.digits")
    if account.needs_second_factor and hq.config.second_factor:
        return _then(account, "second.second_factor_page")
    session["next"] = _next_page()
    return finish(account)


def _then(account: Account, page: str) -> Page:
    """Remember for a while whose password was right, and ask for the rest."""
    wanted = _next_page()
    _clear_session()
    session["pending"], session["next"] = account.name, wanted
    session["pending_at"] = int(current_headquarters().clock().timestamp())
    return redirect(url_for(page))


def pending() -> Account | None:
    """Tell whose password was right a short while ago, and who is not signed in yet."""
    hq, name = current_headquarters(), session.get("pending")
    age = hq.clock().timestamp() - session.get("pending_at", 0)
    if not name or not 0 <= age <= _PENDING_FOR.total_seconds():
        return None
    with hq.database.reading() as connection:
        return accounts.find(connection, name)


def finish(account: Account) -> Page:
    """Begin the session of somebody who has shown all that was asked."""
    hq, wanted = current_headquarters(), session.get("next") or url_for("pages.houses_page")
    with hq.database.transaction() as connection:
        accounts.note_sign_in(connection, account.name, hq.clock())
        audit.note(connection, hq.clock(), account.name, Action.SIGNED_IN)
    _clear_session()
    session.permanent = True
    login_user(Visitor(account))
    return redirect(wanted)


def _clear_session() -> None:
    """Begin a session anew, so that nothing of an earlier visitor stays in it."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


@blueprint.post("/sign-out")
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
