"""Closes a day from the command line."""

from datetime import datetime
from pathlib import Path

import click

from kiosk.commands.options import data_option, founded_house


@click.command(epilog="Example: aiyou house close --data /var/lib/aiyou --day 2026-11-24")
@data_option
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day (today).")
def close(data: Path | None, day: datetime | None) -> None:
    """Close a day: its summary waits for headquarters from then on."""
    from kiosk.closing import close_day
    from kiosk.domain.audit import COMMAND_LINE
    from kiosk.domain.days import Closing
    from kiosk.errors import BadInput

    with founded_house(data) as house:
        today = house.clock().day
        date = day.date() if day else today
        if date > today:
            raise BadInput(f"{date} has not come yet.")
        closed = close_day(house, date, Closing.COUNSELOR, COMMAND_LINE)
    waits = "it waits for headquarters" if closed.envelope else "headquarters is not known yet"
    click.echo(f"{date} is closed with {closed.counts.present} children; {waits}.")
