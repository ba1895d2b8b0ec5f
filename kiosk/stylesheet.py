"""A stylesheet of several parts, which a browser gets as one and keeps until it is another.

To look for each of a dozen takes a browser as long as to draw the page.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from flask import Response


def name_of(content: bytes) -> str:
    """Name a file by what is in it."""
    return blake2b(content, digest_size=6).hexdigest()


class Stylesheet:
    """Parts in their order: files, and before them what is written here."""

    def __init__(self, files: Iterable[Path], begins: Callable[[], str] = str) -> None:
        self.files, self._begins = tuple(files), begins

    @cached_property
    def name(self) -> str:
        """Name it by what is in it."""
        return name_of(self._whole)

    def send(self) -> Response:
        """Send all of it."""
        return Response(self._whole, mimetype="text/css")

    @cached_property
    def _whole(self) -> bytes:
        return self._begins().encode() + b"".join(file.read_bytes() for file in self.files)
