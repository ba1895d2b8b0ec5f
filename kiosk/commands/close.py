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
    from kiosk.domain.corrections import Fault
    from kiosk.domain.days import Closing
    from kiosk.domain.moment import ClockState
    from kiosk.domain.retention import Shelf
    from kiosk.errors import BadInput

    with founded_house(data) as house:
        moment = house.clock()
        if moment.clock is ClockState.UNKNOWN:
            # Headquarters would hear of a day in 1970.
            raise BadInput(Fault.NO_DATE)
        date = day.date() if day else moment.day
        if date > moment.day:
            raise BadInput(f"{date} has not come yet.")
        if date < house.config.keeping.first_kept(Shelf.VISITS, moment.day):
            # Nobody is in it any more, or nobody ever was: a year that was mistyped.
            raise BadInput(Fault.TOO_EARLY)
        closed = close_day(house, date, Closing.COUNSELOR, COMMAND_LINE)
    waits = "it waits for headquarters" if closed.envelope else "headquarters is not known yet"
    click.echo(f"{date} is closed with {closed.counts.present} children; {waits}.")
