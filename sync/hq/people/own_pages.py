"""The page of one's own account: password, recovery codes, where else one is signed in."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import accounts, audit, passwords, second_factor, sessions, trying
from sync.hq.people.access import signed_in
from sync.hq.people.audit import Action
from sync.hq.people.sign_in_pages import too_many_tries_for
from sync.hq.people.signin import Page, said, token, visitor

blueprint = Blueprint("own", __name__)


@blueprint.get("/account")
@signed_in
def own_account_page() -> Page:
    """Show the visitor's own account."""
    return _own(None)


@blueprint.post("/account/password")
@signed_in
def change_password_now() -> Page:
    """Change the visitor's own password, and end the other sessions."""
    with passwords.turn():
        return _change_password()


def _change_password() -> Page:
    hq, name, typed = current_headquarters(), visitor().name, request.form
    if minutes := trying.wait(name, token()):
        return _own(too_many_tries_for(minutes)), 429
    try:
        with hq.database.transaction() as connection:
            old, new = typed.get("old", ""), typed.get("new", "")
            accounts.change_password(connection, name, old, new)
            sessions.end_all(connection, name, but=token())
            audit.note(connection, hq.clock(), name, Action.CHANGED_PASSWORD, name)
    except accounts.WrongPassword as problem:
        trying.failed(name, token())
        return _own(said(problem)), 400
    except Refused as problem:
        return _own(said(problem)), 400
    return redirect(url_for("own.own_account_page", saved="yes"))


@blueprint.post("/account/recovery-codes")
@signed_in
def new_recovery_codes_now() -> Page:
    """Draw new recovery codes, and show them, this once."""
    hq, name = current_headquarters(), visitor().name
    with hq.database.transaction() as connection:
        if not second_factor.is_set(connection, name):
            abort(400)
        codes = second_factor.new_codes(connection, name)
        audit.note(connection, hq.clock(), name, Action.MADE_RECOVERY_CODES, name)
    return render_template("recovery_codes.html", codes=codes)


@blueprint.post("/account/sign-out-elsewhere")
@signed_in
def sign_out_elsewhere_now() -> Page:
    """End every session of the visitor's account but this one."""
    hq, name = current_headquarters(), visitor().name
    with hq.database.transaction() as connection:
        sessions.end_all(connection, name, but=token())
        audit.note(connection, hq.clock(), name, Action.SIGNED_OUT_ELSEWHERE, name)
    return redirect(url_for("own.own_account_page", saved="yes"))


def _own(problem: str | None) -> str:
    hq, name = current_headquarters(), visitor().name
    with hq.database.reading() as connection:
        count = sessions.count(connection, name, hq.clock())
        is_set = second_factor.is_set(connection, name)
    return render_template("own_account.html", problem=problem, sessions=count, is_set=is_set)
