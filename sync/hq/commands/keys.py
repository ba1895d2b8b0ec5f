"""New keys."""

from pathlib import Path

import click

from sync.hq.commands.options import configuration, located


@click.group()
def key() -> None:
    """Look after the keys of headquarters."""


@key.command("rotate", epilog="Example: aiyou hq key rotate sealing --data /var/lib/aiyou-hq")
@located
@click.argument("kind", type=click.Choice(["sealing", "signing", "panel"]))
def key_rotate(data: Path | None, config: Path | None, kind: str) -> None:
    """Make a new key; headquarters may be running.

    sealing: what houses send is sealed to it. signing: answers are signed by it. panel: questions
    to the expert panel are sealed to it. Each house hears of it with its next answers and uses it
    from then on; the keys of before are kept, for what is on its way and for houses that are away.
    """
    from sync.hq import headquarters, setup

    setup.rotate_key(configuration(data, config), kind, headquarters.utc_now())
    click.echo(f"Headquarters has a new {kind} key. Keep a copy of its directory of keys, offline.")
