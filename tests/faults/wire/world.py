"""Where runs take place: one headquarters, a house that is copied for each run, and room for all.

`python -m tests.faults.wire.world SEED` repeats a run, and tells what happened in it.
"""

import logging
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.wire import house, office
from tests.faults.wire.house import Template
from tests.faults.wire.office import Office
from tests.faults.wire.proxy import Road
from tests.faults.wire.run import Run

# In memory where that is to be had: no power is cut here, and a disk would sync a hundred times
# in each run.
_IN_MEMORY = Path("/dev/shm")


@dataclass
class World:
    """A headquarters that listens, and a house to be copied; met: what happened in all runs."""

    directory: Path
    office: Office
    template: Template
    met: Counter[str] = field(default_factory=Counter)

    def differences(self, seed: int) -> list[str]:
        """Live a run, and tell what is not as it should be after it."""
        with self.run(seed) as run:
            found = run.live()
            kinds = Counter(f"minted {kind}" for kind, _ in run.end.minted.values())
            self.met.update(run.road.met + kinds + Counter({"broken at home": run.end.broken}))
        return found

    @contextmanager
    def run(self, seed: int) -> Iterator[Run]:
        """Set a run up; nothing is left of it afterwards, but what headquarters has."""
        directory, road = self.directory / f"house-{seed}", Road(self.office, _source(seed))
        end = self.template.moved_in(directory, road.url)
        try:
            yield Run(seed, end, road, self.office)
        finally:
            road.close()
            end.close()
            shutil.rmtree(directory)


def _source(seed: int) -> str:
    """Give each run an address of its own: headquarters takes only so much from one a minute."""
    return f"127.{Random(seed).randrange(1, 255)}.{seed // 250 % 250}.{seed % 250 + 1}"


@contextmanager
def created(database: str | None = None) -> Iterator[World]:
    """Make a world, with headquarters on SQLite or at the address of a PostgreSQL."""
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="wire-", dir=place) as name:
        directory = Path(name)
        template = house.make_template(directory / "template")
        with office.opened(directory / "hq", database) as opened:
            yield World(directory, opened, template)


def repeat(seed: int) -> int:
    """Live one run again and tell its story; how many differences there are after it."""
    logging.disable(logging.CRITICAL)
    with created() as world, world.run(seed) as run:
        found = run.live()
        print(*run.story, *found or ["All is as it should be."], sep="\n")
    return len(found)


if __name__ == "__main__":
    sys.exit(repeat(int(sys.argv[1])))
