"""Runs the `aiyou` command, also as `python -m kiosk`."""

import os
import sys
from importlib import import_module
from typing import NoReturn

from hardware.patterns import compiled_late
from hardware.spared import spare
from kiosk import memory

SPARED = (
    # What Flask and its kin have for other servers, for tests, and for the web at large.
    "flask_wtf", "html", "ipaddress:ip_address", "pprint:pformat", "ssl", "stringprep",
    "urllib.request", "werkzeug:run_simple", "werkzeug.serving:is_running_from_reloader",
    # Plug-ins of sqlite-utils, guesses at dates and at mistyped addresses, archives, sounds, and
    # what went wrong.
    "bz2", "calendar:monthrange", "dateutil.parser", "difflib", "importlib.metadata:version",
    "lzma", "sqlite_utils.hookspecs:hookimpl,hookspec",
    "sqlite_utils.plugins:ensure_plugins_loaded,pm", "traceback", "wave", "zipfile",
    # How dates and numbers are written: the panel's, where nobody notices 20 ms.
    "babel.dates:format_date,format_datetime,format_time,format_timedelta",
    "babel.numbers:format_compact_currency,format_compact_decimal,format_currency,format_decimal,"
    "format_percent,format_scientific",
)  # fmt: skip


def main() -> NoReturn:
    """Make the process one that leaves nothing behind, then run the command."""
    memory.leave_no_core()
    if sys.argv[1:2] == ["serve"]:
        # Before anything is imported that would have to be imported again.
        memory.start_with_glibc_alone()
        # Babel looks through all zones of the world for the name of this one; the file has it too.
        os.environ.setdefault("TZ", ":/etc/localtime")
        spare(*SPARED)
        with compiled_late("sqlite_utils.db"):
            import_module("sqlite_utils")
    from kiosk import cli

    cli.main()


if __name__ == "__main__":
    main()
