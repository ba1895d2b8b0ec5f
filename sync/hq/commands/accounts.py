"""Who may look."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sync.hq.commands.options import TYPED, configuration, located, read_password


def with_role(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command be told what an account may do, and where."""
    roles = click.Choice(["administrator", "supervisor", "expert", "reader"])
    county = click.option("--county", help="The county of a supervisor, such as yudu.")
    role = click.option("--role", required=True, type=roles, help="What the account may do.")
    return role(county(command))


@click.group()
def account() -> None:
    """Look after the accounts."""


@account.command("add", epilog="Example: aiyou hq account add wang --role supervisor --county yudu")
@located
@click.argument("name")
@with_role
@click.option("--password-file", type=TYPED, help="Read the password from a file.")
def account_add(
    data: Path | None,
    config: Path | None,
    name: str,
    role: str,
    county: str | None,
    password_file: Any,  # noqa: ANN401
) -> None:
    """Add an account that may sign in at once."""
    from sync.hq import headquarters, setup

    where, password = configuration(data, config), read_password(password_file)
    added = setup.add_account(where, name, password, headquarters.utc_now(), role, county)
    click.echo(f"{added.name} can sign in now.")


@account.command("reset", epilog="Example: aiyou hq account reset wang")
@located
@click.argument("name")
@click.option("--password-file", type=TYPED, help="Read the password from a file.")
def account_reset(
    data: Path | None,
    config: Path | None,
    name: str,
    password_file: Any,  # noqa: ANN401
) -> None:
    """Give an account a new password, and take its second factor away.

    For somebody who lost the password, or both phone and recovery codes.
    """
    from sync.hq import headquarters, setup

    where, password = configuration(data, config), read_password(password_file)
    account = setup.reset_account(where, name, password, headquarters.utc_now())
    click.echo(f"{account.name} can sign in with the new password.")


@account.command("change", epilog="Example: aiyou hq account change wang --role reader")
@located
@click.argument("name")
@with_role
def account_change(
    data: Path | None, config: Path | None, name: str, role: str, county: str | None
) -> None:
    """Give an account another role or county; it has to sign in again."""
    from sync.hq import headquarters, setup

    where, now = configuration(data, config), headquarters.utc_now()
    changed = setup.change_account(where, name, now, role, county)
    click.echo(f"{changed.name} is now: {changed.role.value}.")


@account.command("remove", epilog="Example: aiyou hq account remove wang")
@located
@click.argument("name")
def account_remove(data: Path | None, config: Path | None, name: str) -> None:
    """Remove an account; what it did stays in the list of what people did."""
    from sync.hq import headquarters, setup

    removed = setup.remove_account(configuration(data, config), name, headquarters.utc_now())
    click.echo(f"{removed.name} can no longer sign in.")
