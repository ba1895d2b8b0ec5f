"""Shows the house's page on the screen."""

import json
from pathlib import Path

import click

from kiosk.commands.options import config_option


@click.group()
def display() -> None:
    """Put the house's page on the screen, and keep it there."""


@display.command(epilog="Example: aiyou display run --config /etc/aiyou/house.toml")
@config_option
def run(file: Path | None) -> None:
    """Show the page until stopped: compositor, Chromium and page are begun anew when they fail.

    It waits for the house, needs no network, and tells systemd how it is.
    """
    from hardware.alone import go_on
    from kiosk.config import load

    go_on("hardware.display", load(None, file).screen.tell())


@display.command(epilog="Example: aiyou display policy --config /etc/aiyou/house.toml")
@config_option
def policy(file: Path | None) -> None:
    """Print what Chromium is to allow: only the house's own address, and nothing to leave by.

    It belongs in /etc/chromium/policies/managed/aiyou.json.
    """
    from hardware.display import policy as policies
    from kiosk.config import load

    allowed = policies.policy(load(None, file).screen.address)
    click.echo(json.dumps(allowed, indent=2))
