"""Runs the `aiyou` command, also as `python -m kiosk`."""

import os
import sys
from importlib import import_module
from typing import NoReturn

from hardware.patterns import compiled_late
from hardware.spared import spare
from kiosk import memory


def main() -> NoReturn:
    """Make the process one that leaves nothing behind, then run the command."""
    memory.leave_no_core()
    if sys.argv[1:2] == ["serve"]:
        # Before anything is imported that would have to be imported again.
        memory.start_with_glibc_alone()
        # Babel looks through all zones of the world for the name of this one; the file has it too.
        os.environ.setdefault("TZ", ":/etc/localtime")
        # For guesses at dates and at mistyped addresses, and for the pages of Flask's own server.
        spare("dateutil.parser", "difflib", "html")
        with compiled_late("sqlite_utils.db"):
            import_module("sqlite_utils")
    from kiosk import cli

    cli.main()


if __name__ == "__main__":
    main()
