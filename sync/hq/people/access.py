"""Who may open what: each view says so by one word above it, and the guard keeps to it.

A view that says nothing opens to nobody: what is forgotten is closed.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user

from sync.hq.people import signin
from sync.hq.people.accounts import Account
from sync.hq.people.signin import Page, visitor
from sync.hq.people.written import written

View = TypeVar("View", bound=Callable[..., Any])


class Who(StrEnum):
    """Say to whom a view opens."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    ADMINISTRATORS = "administrators"
    EXPERTS = "experts"

    def has(self, account: Account) -> bool:
        """Tell whether somebody who is signed in is one of them."""
        return {
            Who.ADMINISTRATORS: account.is_administrator,
            Who.EXPERTS: account.is_expert,
        }.get(self, True)


def opens_to(who: Who) -> Callable[[View], View]:
    """Declare to whom a view opens."""

    def declare(view: View) -> View:
        view.opens_to = who  # type: ignore[attr-defined]
        return view

    return declare


anybody = opens_to(Who.ANYBODY)
signed_in = opens_to(Who.SIGNED_IN)
administrators_only = opens_to(Who.ADMINISTRATORS)
experts_only = opens_to(Who.EXPERTS)


def refuse_nul() -> None:
    """Refuse a text with NUL in it: no keyboard types one, and PostgreSQL keeps none."""
    if request.blueprint == "wire":
        return
    typed = [request.path, *request.args.values(), *request.form.values()]
    if any("\0" in text for text in typed):
        abort(400)


def guard() -> Page | None:
    """Refuse whoever may not open what is asked for; runs before every view."""
    if request.endpoint in (None, "static"):
        return None
    who = getattr(current_app.view_functions[str(request.endpoint)], "opens_to", None)
    if who is Who.ANYBODY:
        return None
    if not current_user.is_authenticated:
        signin.expire()
        if written():
            return render_template("error.html", kind="signed_out"), 400
        asked = request.args.get("language")
        return redirect(url_for("signin.sign_in", next=_wanted(), language=asked))
    if who is None or not who.has(visitor()):
        abort(403)
    return None


def _wanted() -> str | None:
    """Tell the page to go on to after signing in; what a form would have done is asked for anew."""
    if request.method != "GET":
        return None
    return request.full_path if request.query_string else request.path
