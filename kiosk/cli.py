"""The `aiyou` command, composed of every package's own group."""

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

# Command name -> the module and the command in it. Imported only when asked for.
_COMMANDS: Mapping[str, str] = {
    "demo": "kiosk.commands:demo",
    "serve": "kiosk.commands:serve",
    "house": "kiosk.commands:house",
    "play": "games.cli:play",
    "sync": "sync.cli:sync",
    "hq": "sync.hq.cli:hq",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is used, not before."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands in the order of a house's life."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import the command of this name."""
        if name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="aiyou-house")
def aiyou() -> None:
    """Run an Ai You House: children check in, play and talk; headquarters sees it lives."""


def main() -> NoReturn:
    """Run the command: exit 0 done, 1 refused with one sentence, 2 wrong usage."""
    from games.errors import GameError
    from kiosk.errors import KioskError
    from sync.errors import SyncError

    try:
        aiyou.main(standalone_mode=False)
    except (GameError, KioskError, SyncError) as error:
        _refuse(str(error), 1)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _refuse(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _refuse("Stopped.", 1)
    sys.exit(0)


def _refuse(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


def data_option(command: Any) -> Any:  # noqa: ANN401
    """Add --data to a command."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="AIYOU_DATA",
        help="The house's directory.",
    )(command)
