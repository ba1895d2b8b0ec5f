"""What a service says of itself: a line for its log, which whoever started it keeps."""

import sys


def say(sentence: str) -> None:
    """Say something in one line."""
    # logging says no more of it, and takes 300 kB of a service that says ten lines a year.
    sys.stderr.write(f"{sentence}\n")
