"""Runs the `aiyou` command, also as `python -m kiosk`."""

import sys
from typing import NoReturn

from hardware.spared import spare
from kiosk import memory


def main() -> NoReturn:
    """Make the process one that leaves nothing behind, then run the command."""
    memory.leave_no_core()
    if sys.argv[1:2] == ["serve"]:
        # Before anything is imported that would have to be imported again.
        memory.overwrite_what_is_freed()
        # For guesses at dates and at mistyped addresses, and for the pages of Flask's own server.
        spare("dateutil.parser", "difflib", "html")
    from kiosk import cli

    cli.main()


if __name__ == "__main__":
    main()
