"""In which order files of tests begin, where several processes run them."""

from collections.abc import Sequence

import pytest

# What starts processes, browsers or machines takes seconds a test; the rest takes none.
SLOW = ("bench", "end_to_end", "faults", "hardware/display", "kiosk/demo", "sync/hq/running")


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Put files that take long before the others, and those of many tests before those of few.

    Each file stays whole: what its tests share is made once, and a browser by all that need one. So
    none begins when the others end, and no process is alone with it while the others wait.
    """
    of_file: dict[str, list[pytest.Item]] = {}
    for item in items:
        of_file.setdefault(str(item.path), []).append(item)
    files = sorted(of_file.values(), key=lambda file: (_rank(file[0]), -len(file)))
    return [item for file in files for item in file]


def _rank(item: pytest.Item) -> int:
    """Put those that share a browser first, then what else is slow."""
    if item.get_closest_marker("browser"):
        return 0
    return 1 if any(f"tests/{place}/" in item.path.as_posix() for place in SLOW) else 2
