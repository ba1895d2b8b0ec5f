"""Who was erased: outside the database, so that an older backup brings nobody back."""

import os
from pathlib import Path

FILE_NAME = "erased"


def note(directory: Path, child_id: str) -> None:
    """Add a child's id, durably. Raises OSError."""
    with (directory / FILE_NAME).open("a", encoding="ascii") as file:
        file.write(f"{child_id}\n")
        file.flush()
        os.fsync(file.fileno())


def listed(directory: Path) -> frozenset[str]:
    """Tell the ids of the children who were erased."""
    path = directory / FILE_NAME
    return frozenset(path.read_text("ascii").split()) if path.exists() else frozenset()
