"""Killing one end in the middle of its work, and disks without room."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

NO_LIMIT = 2**30

_A_FEW = 5


class Killed(Exception):
    """An end was killed: nothing that it had begun comes to its end."""


@dataclass
class Blow:
    """What happens to a connection of the house: it dies in its work, or its disk is full.

    instructions: how many SQLite does before; None where the house does not die of it.
    """

    instructions: int | None = None
    is_full: bool = False

    @contextmanager
    def on(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let it happen while the block lasts."""
        connection.execute(f"PRAGMA max_page_count = {1 if self.is_full else NO_LIMIT}")
        if self.instructions is not None:
            connection.set_progress_handler(self._count, _A_FEW)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)

    def _count(self) -> bool:
        """Tell SQLite to give up; once it has, it gives up whatever comes after it too."""
        assert self.instructions is not None
        self.instructions -= _A_FEW
        return self.instructions < 0
