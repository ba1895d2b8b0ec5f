"""The pages of accounts: who there is, adding one, changing one."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from sync.hq.errors import Refused
from sync.hq.headquarters import current_headquarters
from sync.hq.people import accounts, audit, passwords, second_factor, sessions
from sync.hq.people.access import administrators_only
from sync.hq.people.accounts import Role
from sync.hq.people.audit import Action
from sync.hq.people.signin import Page, said, visitor

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/accounts")
@administrators_only
def accounts_page() -> Page:
    """List the accounts and ask for a new one."""
    return _accounts_with({}, None)


@blueprint.post("/accounts")
@administrators_only
def add_account_now() -> Page:
    """Add an account."""
    hq, typed = current_headquarters(), request.form
    role, county = typed.get("role", ""), typed.get("county") or None
    county = county if role == Role.SUPERVISOR else None
    try:
        with passwords.turn(), hq.database.transaction() as connection:
            name, password = typed.get("name", ""), typed.get("password", "")
            added = accounts.add(connection, name, password, hq.clock(), role, county)
            audit.note(connection, hq.clock(), visitor().name, Action.ADDED_ACCOUNT, added.name)
    except Refused as problem:
        return _accounts_with(typed.to_dict(), said(problem)), 400
    return redirect(url_for("accounts.accounts_page", added=name))


@blueprint.get("/accounts/<name>")
@administrators_only
def change_account_page(name: str) -> Page:
    """Show an account, to change or to remove it."""
    return _account_with(name, None)


@blueprint.post("/accounts/<name>")
@administrators_only
def change_account_now(name: str) -> Page:
    """Give an account another role and county."""
    hq, role = current_headquarters(), request.form.get("role", "")
    county = request.form.get("county") if role == Role.SUPERVISOR else None
    try:
        with hq.database.transaction() as connection:
            changed = accounts.change(connection, name, role, county)
            who = visitor().name
            audit.note(connection, hq.clock(), who, Action.CHANGED_ACCOUNT, changed.name)
    except Refused as problem:
        return _account_with(name, said(problem)), 400
    return redirect(url_for("accounts.accounts_page", changed=changed.name))


@blueprint.post("/accounts/<name>/password")
@administrators_only
def reset_password_now(name: str) -> Page:
    """Give somebody who forgot the password another one, and end the account's sessions."""
    hq, who = current_headquarters(), visitor().name
    if name.casefold() == who:
        # One's own is changed by who knows it.
        return redirect(url_for("own.own_account_page"))
    try:
        with passwords.turn(), hq.database.transaction() as connection:
            account = accounts.set_password(connection, name, request.form.get("password", ""))
            sessions.end_all(connection, account.name)
            audit.note(connection, hq.clock(), who, Action.RESET_ACCOUNT, account.name)
    except Refused as problem:
        return _account_with(name, said(problem)), 400
    return redirect(url_for("accounts.accounts_page", reset=account.name))


@blueprint.post("/accounts/<name>/remove")
@administrators_only
def remove_account_now(name: str) -> Page:
    """Remove an account."""
    hq = current_headquarters()
    try:
        with hq.database.transaction() as connection:
            who = visitor().name
            removed = accounts.remove(connection, name)
            audit.note(connection, hq.clock(), who, Action.REMOVED_ACCOUNT, removed.name)
    except Refused as problem:
        return _account_with(name, said(problem)), 400
    return redirect(url_for("accounts.accounts_page", removed=removed.name))


@blueprint.post("/accounts/<name>/second-factor")
@administrators_only
def take_second_factor_away(name: str) -> Page:
    """Take the second factor of somebody who lost both phone and recovery codes away."""
    hq = current_headquarters()
    with hq.database.transaction() as connection:
        account = accounts.find(connection, name)
        if account is None:
            abort(404)
        second_factor.take_away(connection, account.name)
        sessions.end_all(connection, account.name)
        who, action = visitor().name, Action.TOOK_SECOND_FACTOR_AWAY
        audit.note(connection, hq.clock(), who, action, account.name)
    return redirect(url_for("accounts.accounts_page", freed=account.name))


def _account_with(name: str, problem: str | None) -> str:
    with current_headquarters().database.reading() as connection:
        account = accounts.find(connection, name)
    if account is None:
        abort(404)
    typed = request.form
    return render_template("change_account.html", account=account, typed=typed, problem=problem)


def _accounts_with(typed: dict[str, str], problem: str | None) -> str:
    with current_headquarters().database.reading() as connection:
        listed = accounts.everyone(connection)
        protected = second_factor.all_set(connection)
    return render_template(
        "accounts.html", accounts=listed, protected=protected, typed=typed, problem=problem
    )
