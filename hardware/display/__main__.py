"""Keeps the page on the screen by itself; `aiyou display run` goes on as this, with a `Screen`."""

import sys

from hardware.spared import spare


def main(told: str) -> None:
    """Show the page until SIGTERM or SIGINT; what it refuses is said in a sentence."""
    # For dataclasses without a docstring, archives, text in other encodings, and other
    # machines' addresses.
    spare("bz2", "inspect", "ipaddress", "locale", "lzma", "urllib.parse:quote_from_bytes")
    from hardware.display import service
    from hardware.display.settings import Screen
    from hardware.errors import HardwareError

    try:
        service.run(Screen.read(told))
    except HardwareError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
