"""Runs the games' own command, without the kiosk: `python -m games play team_pairs`."""

import sys

import click

from games.cli import play
from games.errors import GameError


@click.group()
def games() -> None:
    """Play the games of the house."""


games.add_command(play)


if __name__ == "__main__":
    try:
        games()
    except GameError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
