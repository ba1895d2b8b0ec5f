"""Finds the USB sticks that are in."""

import os
from pathlib import Path


def mounted(patterns: str) -> list[Path]:
    """List the directories at which sticks are mounted; `patterns` are globs joined by colons."""
    absolute = [pattern[1:] for pattern in patterns.split(":") if pattern.startswith("/")]
    found = {path for pattern in absolute if pattern for path in Path("/").glob(pattern)}
    return sorted(path for path in found if path.is_dir() and os.access(path, os.R_OK | os.X_OK))
