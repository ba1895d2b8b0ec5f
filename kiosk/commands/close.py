"""Closes a day from the command line."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.options import data_option, founded_house

if TYPE_CHECKING:
    from kiosk.house import House


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
        chosen = day.date() if day else moment.day
        if chosen > moment.day:
            raise BadInput(f"{chosen} has not come yet.")
        if chosen < house.config.keeping.first_kept(Shelf.VISITS, moment.day):
            # Nobody is in it any more, or nobody ever was: a year that was mistyped.
            raise BadInput(Fault.TOO_EARLY)
        closed = close_day(house, chosen, Closing.COUNSELOR, COMMAND_LINE)
        how_far = _how_far(house, chosen)
    children = "1 child" if closed.counts.present == 1 else f"{closed.counts.present} children"
    click.echo(f"{chosen} is closed with {children}; {how_far}.")


def _how_far(house: "House", day: date) -> str:
    """Tell how far the summary has come: that of a day that was closed before may have arrived."""
    from kiosk.store.attendance.days import Journey, latest_with_journeys
    from sync import enrolment

    with house.database.reading() as db:
        found = latest_with_journeys(db, limit=-1)
        is_enrolled = enrolment.known(db) is not None
    told = {
        Journey.WAITING: "it waits for headquarters",
        Journey.ARRIVED: "headquarters has it",
        Journey.REFUSED: "headquarters refused it",
        Journey.KEPT: "so much waits for headquarters that it stays in the house"
        if is_enrolled
        else "headquarters is not known yet",
    }
    return next(told[journey] for closed, journey in found if closed.counts.day == day)
