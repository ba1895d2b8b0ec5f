"""Finds the USB sticks that are in, and writes to them so that it lasts."""

import os
from contextlib import suppress
from glob import glob
from pathlib import Path

# Where desktops and servers mount sticks.
USUAL = "/media/*/*:/run/media/*/*"


def mounted(patterns: str) -> list[Path]:
    """List the directories at which sticks are mounted; `patterns` are globs joined by colons.

    A stick that answers nothing but errors is not there, and keeps no other from being found.
    """
    absolute = [one for one in patterns.split(":") if one.startswith("/") and one.strip("/")]
    # Path.glob ends with the error of the first directory that cannot be read.
    found = {Path(path) for one in absolute for path in glob(one, include_hidden=True)}  # noqa: PTH207
    return sorted(path for path in found if is_there(path) and os.access(path, os.R_OK | os.X_OK))


def is_there(directory: Path) -> bool:
    """Tell whether a directory is there and can be looked at: on a stick that breaks it cannot."""
    try:
        return directory.is_dir()
    except OSError:
        return False


def shown(path: Path | str) -> str:
    """Tell a path so that any screen can show it: a stick may hold names that are no text."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole, even when the stick is pulled right after, or not at all.

    Raises OSError.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        # Made anew: whoever prepared the stick may have put a link there, to lead elsewhere.
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    settle(path.parent)


def settle(directory: Path) -> None:
    """Make the names in a directory last."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        # Some file systems cannot promise that names last.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
