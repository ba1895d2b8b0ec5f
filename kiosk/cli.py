"""The `aiyou` command, composed of every package's own group."""

import sys
from collections.abc import Mapping
from errno import ENOSPC
from typing import NoReturn

import click

from kiosk.commands.lazy import LazyGroup

# Command name -> the module and the command in it. Imported only when asked for.
_COMMANDS: Mapping[str, str] = {
    "demo": "kiosk.commands.run:demo",
    "serve": "kiosk.commands.run:serve",
    "house": "kiosk.commands.house:house",
    "counselor": "kiosk.commands.counselor:counselor",
    "doctor": "kiosk.commands.doctor:doctor",
    "play": "games.cli:play",
    "sync": "sync.cli:sync",
    "hq": "sync.hq.cli:hq",
    "hardware": "hardware.cli:hardware",
    "display": "kiosk.commands.display:display",
}


@click.group(cls=LazyGroup, lazy=_COMMANDS)
@click.version_option(package_name="aiyou-house")
def aiyou() -> None:
    """Run an Ai You House: children check in, play and talk; headquarters sees it lives."""


def main() -> NoReturn:
    """Run the command: exit 0 done, 1 refused with one sentence, 2 wrong usage."""
    from games.errors import GameError
    from hardware.errors import HardwareError
    from kiosk.errors import KioskError
    from sync.errors import SyncError

    try:
        aiyou.main(standalone_mode=False)
    except (GameError, HardwareError, KioskError, SyncError) as error:
        _refuse(str(error), 1)
    except (ImportError, OSError) as error:
        _refuse_without_sodium()
        _refuse_without_room(error)
        raise
    except UnicodeEncodeError as error:
        # So Python keeps what came in another encoding; what cannot be shown is another matter.
        if error.reason != "surrogates not allowed":
            raise
        _refuse("What was given is not UTF-8: set the terminal to that, and try again.", 1)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _refuse(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _refuse("Stopped.", 1)
    sys.exit(0)


def _refuse_without_sodium() -> None:
    from kiosk.errors import NoSodium
    from kiosk.sodium import require

    try:
        require()
    except NoSodium as error:
        _refuse(str(error), 1)


def _refuse_without_room(error: Exception) -> None:
    if getattr(error, "errno", None) == ENOSPC:
        _refuse("The disk is full: nothing more can be written.", 1)


def _refuse(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)
