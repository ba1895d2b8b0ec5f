"""Runs the box by itself; `aiyou hardware run` goes on as this.

Its words: the file of pins and parts (or nothing: the usual one), the house's address, a language.
"""

import sys
from pathlib import Path

from hardware.spared import spare


def main(file: str, address: str, language: str) -> None:
    """Run the box until SIGTERM or SIGINT; what it refuses is said in a sentence."""
    # gpiozero asks which packages are there; they are no archives, and no mails of some date.
    spare("bz2", "calendar", "csv", "locale", "lzma", "zipfile")
    from hardware import service
    from hardware.errors import HardwareError
    from hardware.language import Speech
    from hardware.parts import load
    from hardware.telling import House

    try:
        service.run(load(Path(file) if file else None), House(address), Speech(language))
    except HardwareError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
