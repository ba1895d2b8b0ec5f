"""Adds a counselor, and lists those who hold the house's key."""

import json
from pathlib import Path

import click

from kiosk.commands.options import (
    data_option,
    founded_house,
    json_option,
    named,
    new_passphrase_option,
    patiently,
)


@click.group()
def counselor() -> None:
    """Look after the counselors who can unlock the panel."""


@counselor.command(epilog="Example: aiyou counselor add --name 王老师 --data /var/lib/aiyou")
@data_option
@click.option("--name", required=True, callback=named, help="The new counselor's name.")
@click.option("--phone", default="", help="The new counselor's phone.")
@click.option(
    "--present",
    prompt="The passphrase of a present counselor",
    hide_input=True,
    help="The passphrase of one who is a counselor already.",
)
@new_passphrase_option
def add(data: Path | None, name: str, phone: str, present: str, passphrase: str) -> None:
    """Add a counselor, by the passphrase of a present one."""
    from kiosk import keyholders

    with founded_house(data) as house:
        with patiently(house):
            opened = keyholders.prove(house, present)
        key = opened.private_key
        keyholders.add(house, key, name, phone, passphrase, who=opened.counselor)
    click.echo(f"{name} can unlock the panel now.")


@counselor.command("list", epilog="Example: aiyou counselor list --data /var/lib/aiyou --json")
@data_option
@json_option
def list_(data: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """List the counselors, those present first."""
    from kiosk.domain.moment import HOUSE_ZONE
    from kiosk.store.keys import counselors

    with founded_house(data) as house, house.database.reading() as db:
        everyone = [
            {
                "id": one.id,
                "name": one.name,
                "phone": one.phone,
                "since": one.since.astimezone(HOUSE_ZONE).date().isoformat(),
                "until": one.until and one.until.astimezone(HOUSE_ZONE).date().isoformat(),
                "carried_key": one.carries,
            }
            for one in counselors.everyone(db)
        ]
    if as_json:
        click.echo(json.dumps(everyone, ensure_ascii=False))
        return
    for row in everyone:
        key = ", with a carried key" if row["carried_key"] else ""
        ended = f" until {row['until']}" if row["until"] else ""
        click.echo(f"{row['name']} since {row['since']}{ended}{key}")
