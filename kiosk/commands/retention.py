"""Lets go of what is too old from the command line, or tells what will go."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.options import data_option, founded_house, scrub

if TYPE_CHECKING:
    from kiosk.house import House


@click.command(epilog="Example: aiyou house retention --preview --data /var/lib/aiyou")
@data_option
@click.option("--preview", is_flag=True, help="Only tell what will go.")
def retention(data: Path | None, preview: bool) -> None:  # noqa: FBT001
    """Let go of what is too old, as the house does every evening."""
    from kiosk.domain.audit import COMMAND_LINE
    from kiosk.errors import BadInput
    from kiosk.forgetting import let_go, may_let_go

    with founded_house(data) as house:
        moment = house.clock()
        if preview:
            _tell(house)
            return
        if not may_let_go(house, moment):
            raise BadInput("The clock is not trusted enough to let go of anything.")
        gone = let_go(house, moment, COMMAND_LINE)
        scrub(house)
    told = ", ".join(f"{shelf.value} {number}" for shelf, number in gone.items())
    click.echo(f"Let go of: {told}." if told else "Nothing is too old.")


def _tell(house: "House") -> None:
    from kiosk.domain.retention import SOON
    from kiosk.store.rights.retention import plan

    keeping, today = house.config.keeping, house.clock().day
    with house.database.reading() as db:
        tonight, soon = (plan(db, keeping, day) for day in (today, today + SOON))
    click.echo(f"{'':<10}{'kept for':>10}{'tonight':>10}{'in 30 days':>12}")
    for shelf in tonight:
        days = f"{keeping.days(shelf)} days"
        click.echo(f"{shelf.value:<10}{days:>10}{tonight[shelf]:>10}{soon[shelf]:>12}")
