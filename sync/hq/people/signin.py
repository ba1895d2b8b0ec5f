"""Who is here: the session of an account, from its sign-in to its end (Flask-Login)."""

from datetime import timedelta
from hashlib import blake2b
from typing import cast

from flask import g, redirect, session, url_for
from flask_babel import gettext
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import accounts, audit, sessions, trying
from sync.hq.people.accounts import Account
from sync.hq.people.audit import Action

manager = LoginManager()

_PENDING_FOR = timedelta(minutes=10)
_SEEN, _ENDED = "seen", "ended"

Page = str | Response | tuple[str, int]


class Visitor:
    """Let Flask-Login carry an account and the token of its session."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """Name the session in the cookie."""
        return self.token


@manager.user_loader  # type: ignore[untyped-decorator]
def load_visitor(token: str) -> Visitor | None:
    """Find who a session belongs to; one that ended, ran out or was left alone is nobody's."""
    # The page that says so must not ask the database again: it may be what went wrong.
    if g.get("went_wrong"):
        return None
    hq = current_headquarters()
    with hq.database.reading() as connection:
        account = sessions.find(connection, token, hq.clock())
    if account is None or _was_left_alone(account):
        return None
    return Visitor(account, token)


def _was_left_alone(account: Account) -> bool:
    """Tell whether who may do most did nothing for too long; else remember when this was."""
    hq = current_headquarters()
    now, longest = int(hq.clock().timestamp()), hq.config.idle_minutes * 60
    if account.needs_second_factor and now - session.get(_SEEN, 0) > longest:
        return True
    session[_SEEN] = now
    return False


def visitor() -> Account:
    """Return the account that looks at this page."""
    return cast(Visitor, current_user).account


def token() -> str:
    """Return the token of the session in which this page is looked at."""
    return cast(Visitor, current_user).token


def said(problem: Refused) -> str:
    """Say in the visitor's language why something cannot be done."""
    return str(gettext(problem.sentence, **problem.values))


def ask_more(account: Account, page: str, wanted: str) -> Page:
    """Remember for a while whose password was right, and ask for the rest."""
    _clear_session()
    session["pending"], session["next"] = account.name, wanted
    session["pending_at"] = int(current_headquarters().clock().timestamp())
    session["pending_by"] = _shown_by(account)
    return redirect(url_for(page))


def pending() -> Account | None:
    """Tell whose password was right a short while ago and still is, before they are signed in."""
    hq, name = current_headquarters(), session.get("pending")
    age = hq.clock().timestamp() - session.get("pending_at", 0)
    if not name or not 0 <= age <= _PENDING_FOR.total_seconds():
        return None
    with hq.database.reading() as connection:
        account = accounts.find(connection, name)
    # Whoever was let this far by a stolen password goes no farther once there is another.
    is_shown = account is not None and session.get("pending_by") == _shown_by(account)
    return account if is_shown else None


def _shown_by(account: Account) -> str:
    """Write into a cookie by which password somebody was let this far; it tells nothing of it."""
    key = current_headquarters().ring.session_key
    return blake2b(account.mark, key=key, digest_size=16, person=b"aiyou pending").hexdigest()


def finish(account: Account) -> Page:
    """Begin the session of somebody who has shown all that was asked."""
    hq, wanted = current_headquarters(), session.get("next") or url_for("pages.houses_page")
    with hq.database.transaction() as connection:
        if not accounts.has_same_password(connection, account):
            return redirect(url_for("signin.sign_in"))
        accounts.note_sign_in(connection, account.name, hq.clock())
        audit.note(connection, hq.clock(), account.name, Action.SIGNED_IN)
        trying.succeeded(connection, account.name)
        begun = sessions.begin(connection, account.name, hq.clock())
    _clear_session()
    session.permanent = True
    session[_SEEN] = int(hq.clock().timestamp())
    login_user(Visitor(account, begun))
    return redirect(wanted)


def leave() -> None:
    """End the session that this browser is in, here and in whoever copied its cookie."""
    if current_user.is_authenticated:
        with current_headquarters().database.transaction() as connection:
            sessions.end(connection, token())
    logout_user()
    _clear_session()


def expire() -> None:
    """Tell the browser that the session of its cookie is no more, to be said once."""
    if "_user_id" in session:
        _clear_session()
        session[_ENDED] = True


def was_here() -> bool:
    """Tell whether somebody is signed in in this browser, or was until a moment ago."""
    return "_user_id" in session or _ENDED in session


def has_expired() -> bool:
    """Tell whether to say that a session ended by itself; once."""
    return bool(session.pop(_ENDED, False))


def _clear_session() -> None:
    """Begin a session anew, so that nothing of an earlier visitor stays in it."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
