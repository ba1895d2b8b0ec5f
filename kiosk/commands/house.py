"""The commands that look after a house's records."""

import click

from kiosk.commands.lazy import LazyGroup

_COMMANDS = {
    "init": "kiosk.commands.init:init",
    "close": "kiosk.commands.close:close",
    "backup": "kiosk.commands.backup:backup",
    "restore": "kiosk.commands.restore:restore",
    "verify": "kiosk.commands.verify:verify",
    "recover": "kiosk.commands.recover:recover",
    "erase": "kiosk.commands.erase:erase",
    "retention": "kiosk.commands.retention:retention",
}


@click.group(cls=LazyGroup, lazy=_COMMANDS)
def house() -> None:
    """Look after a house's records."""
