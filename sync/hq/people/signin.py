"""Who is here: the session of an account, from its sign-in to its end (Flask-Login)."""

from datetime import timedelta
from typing import cast

from flask import g, redirect, session, url_for
from flask_babel import gettext
from flask_login import LoginManager, current_user, login_user
from werkzeug.wrappers import Response

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import accounts, audit
from sync.hq.people.accounts import Account
from sync.hq.people.audit import Action

manager = LoginManager()

_PENDING_FOR = timedelta(minutes=10)

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


def said(problem: Refused) -> str:
    """Say in the visitor's language why something cannot be done."""
    return str(gettext(problem.sentence, **problem.values))


def ask_more(account: Account, page: str, wanted: str) -> Page:
    """Remember for a while whose password was right, and ask for the rest."""
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
