"""How much memory processes take: beside whatever else runs, and as if nothing else did.

The kernel's proportional set size (PSS) counts a page that n processes share as an n-th of one. A
bench has many a Python beside it, and so makes the floor and ours look smaller than in a village.
For a machine where nothing else of their kind runs, a page of a file counts once for all of ours.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

_PLACE = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ ([0-9a-f]+) \S+ (\d+)\s+(\S.*)?$")


def megabytes(pids: Iterable[int]) -> float:
    """Tell what they take together, alone on a machine."""
    own, files = 0, defaultdict[tuple[str, str], int](int)
    for pid in pids:
        for place, facts in _places(pid):
            # What it wrote is its own, also of a file; the rest may be shared among ours.
            own += facts["Private_Dirty"] + facts["Shared_Dirty"]
            clean = facts["Private_Clean"] + facts["Shared_Clean"]
            files[place] = max(files[place], clean)
    return (own + sum(files.values())) * 1024 / 1e6


def pss(pids: Iterable[int]) -> float:
    """Tell the sum of their proportional set sizes, beside all that runs, in MB."""
    return sum(_sum(f"/proc/{pid}/smaps_rollup", "Pss") for pid in pids) * 1024 / 1e6


def _sum(path: str, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path(path).read_text(), re.MULTILINE)
    assert found
    return int(found[1])


def _places(pid: int) -> Iterable[tuple[tuple[str, str], dict[str, int]]]:
    place, facts = None, dict[str, int]()
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if found := _PLACE.match(line):
            if place:
                yield place, facts
            place, facts = (found[2], found[1]), {}
        elif line.endswith(" kB"):
            name, _, value = line[:-3].partition(":")
            facts[name] = int(value)
    if place:
        yield place, facts
