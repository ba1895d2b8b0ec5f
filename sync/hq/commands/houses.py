"""The list of houses and their codes."""

from datetime import datetime
from pathlib import Path

import click

from sync.hq.commands.options import configuration, located


@click.group()
def house() -> None:
    """Look after the list of houses."""


@house.command("add", epilog='Example: aiyou hq house add "Xinmin village" --county yuexi')
@located
@click.argument("name")
@click.option("--county", required=True, help="Code of the county, such as yuexi.")
@click.option("--id", "house_id", help="The house's id; otherwise the county's next.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def house_add(
    data: Path | None,
    config: Path | None,
    name: str,
    county: str,
    house_id: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Add a house and show its one-time code."""
    import json

    from sync.hq import headquarters, setup

    now = headquarters.utc_now()
    added, code = setup.add_house(configuration(data, config), name, county, now, house_id)
    if as_json:
        click.echo(json.dumps({"house": added, "code": code}))
    else:
        click.echo(f"House {added} is on the list.\nOne-time code, valid 14 days: {code}")


@house.command(
    "code", epilog="Example: aiyou hq house code yuexi-0007 --url https://hq.example.org"
)
@located
@click.argument("house_id")
@click.option("--url", help="Address of headquarters: shows a QR code of both as well.")
def house_code(data: Path | None, config: Path | None, house_id: str, url: str | None) -> None:
    """Give a house that is on the list a new one-time code.

    For a house whose card was replaced or stolen: aiyou sync enrol --again takes it there.
    """
    from sync import invitation
    from sync.hq import headquarters, setup

    code = setup.give_code(configuration(data, config), house_id, headquarters.utc_now())
    click.echo(f"One-time code of {house_id}, valid 14 days: {code}")
    if url:
        import segno

        link = invitation.link(url, code)
        click.echo(link)
        segno.make(link, error="m", micro=False).terminal(compact=True)


@house.command(
    "retire", epilog='Example: aiyou hq house retire yuexi-0007 --why "merged with Xinmin"'
)
@located
@click.argument("house_id")
@click.option("--why", required=True, help="The reason, as people will read it.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Its last day (today).")
def house_retire(
    data: Path | None, config: Path | None, house_id: str, why: str, day: datetime | None
) -> None:
    """Wait no longer for a house; what it told stays, and it can be brought back."""
    from zoneinfo import ZoneInfo

    from sync.hq import headquarters, setup

    now = headquarters.utc_now()
    last = day or now.astimezone(ZoneInfo(headquarters.TIMEZONE))
    setup.retire_house(configuration(data, config), house_id, last.date(), why, now)
    click.echo(f"{house_id} is retired since {last:%Y-%m-%d}.")


@house.command("bring-back", epilog="Example: aiyou hq house bring-back yuexi-0007")
@located
@click.argument("house_id")
def house_bring_back(data: Path | None, config: Path | None, house_id: str) -> None:
    """Wait for a retired house again."""
    from sync.hq import headquarters, setup

    setup.bring_house_back(configuration(data, config), house_id, headquarters.utc_now())
    click.echo(f"{house_id} is on the list again.")
