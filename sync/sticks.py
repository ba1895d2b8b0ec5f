"""Finds the USB sticks that are in, and writes to them so that it lasts."""

import os
from contextlib import suppress
from pathlib import Path

# Where desktops and servers mount sticks.
USUAL = "/media/*/*:/run/media/*/*"


def mounted(patterns: str) -> list[Path]:
    """List the directories at which sticks are mounted; `patterns` are globs joined by colons."""
    absolute = [pattern[1:] for pattern in patterns.split(":") if pattern.startswith("/")]
    found = {path for pattern in absolute if pattern for path in Path("/").glob(pattern)}
    return sorted(path for path in found if path.is_dir() and os.access(path, os.R_OK | os.X_OK))


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
