from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.order import longest_first


@dataclass
class Item:
    """A test as far as its order is concerned."""

    path: Path
    number: int
    marked: bool = False

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return pytest.mark.browser.mark if self.marked and name == "browser" else None


def file(name: str, tests: int, *, marked: bool = False) -> list[Item]:
    return [Item(Path("tests") / name, number, marked) for number in range(tests)]


def test_browsers_and_processes_begin_and_then_what_has_most_tests() -> None:
    few, many = file("kiosk/test_few.py", 2), file("kiosk/test_many.py", 3)
    faults, browser = file("faults/test_cuts.py", 2), file("games/test_shelf.py", 1, marked=True)
    assert longest_first([*few, *faults, *many, *browser]) == [*browser, *faults, *many, *few]


def test_a_file_stays_whole_and_in_its_order() -> None:
    one, other = file("kiosk/test_one.py", 2), file("kiosk/test_other.py", 2)
    mixed = [one[0], other[0], one[1], other[1]]
    assert longest_first(mixed) == [*one, *other]


def test_nobody_names_a_group_which_nobody_heeds() -> None:
    files = Path(__file__).parent.rglob("*.py")
    assert [one.name for one in files if "mark.xdist" + "_group" in one.read_text("utf-8")] == []
