"""Runs the box by itself; `aiyou hardware run` goes on as this.

Its words: what its file of pins and parts says, as JSON; the house's address; a language.
"""

import sys

from hardware.spared import spare


def main(told: str, address: str, language: str) -> None:
    """Run the box until SIGTERM or SIGINT; what it refuses is said in a sentence."""
    # gpiozero has parts of many kinds, colours by name, averages, and asks which packages are
    # there and what it calls; the rest is for addresses, archives and mails.
    spare(
        "bz2", "calendar", "colorzero:Color", "csv", "gpiozero", "importlib.metadata:entry_points",
        "inspect", "ipaddress", "locale", "lzma", "statistics:mean,median",
        "urllib.parse:quote_from_bytes", "zipfile",
    )  # fmt: skip
    import json

    from hardware import service
    from hardware.errors import HardwareError
    from hardware.language import Speech
    from hardware.parts import read
    from hardware.telling import House

    try:
        service.run(read(json.loads(told)), House(address), Speech(language))
    except HardwareError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
