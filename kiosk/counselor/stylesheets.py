"""The panel's stylesheets in their order, the same on the screen and on paper.

A browser gets them as one: to look for each of twelve took it as long as to draw the page.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from flask import Response

SHEETS = (
    "panel", "children", "tables", "letters", "help", "forms", "records", "upkeep", "door",
    "sizes", "paper", "keyboard",
)  # fmt: skip

PATHS = tuple(Path(__file__).parent / "static" / f"{name}.css" for name in SHEETS)


def stylesheet() -> Response:
    """Send all of them."""
    return Response(_whole(), mimetype="text/css")


@cache
def name() -> str:
    """Name them by what is in them."""
    return blake2b(_whole(), digest_size=6).hexdigest()


@cache
def _whole() -> bytes:
    return b"".join(path.read_bytes() for path in PATHS)
