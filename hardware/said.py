"""What a service says of itself: a line for its log, which whoever started it keeps."""

import sys
from contextlib import suppress


def say(sentence: str) -> None:
    """Say something in one line."""
    # logging says no more of it, and takes 300 kB of a service that says ten lines a year.
    # Where the log has ended, whoever speaks goes on: without its messenger a box calls nobody.
    with suppress(OSError):
        sys.stderr.write(f"{sentence}\n")
