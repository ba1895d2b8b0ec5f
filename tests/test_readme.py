"""The README runs as written: what it names is there, and what is there it names."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.bench.into_readme import names
from tests.bench.rows import ROWS
from tests.kiosk.test_cli import commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    everything = [*PROJECT["dependencies"], *(one for extra in extras for one in extra)]
    return sorted({re.split(r"[\[<>=~;]", one)[0] for one in everything})


def places() -> list[str]:
    """Tell each place that the drawn tree names, with the room above what stands further in."""
    found, room = [], ""
    for further_in, name in re.findall(r"^ {4}( {2})?([a-z_]+(?:/|\.py)) ", README, re.MULTILINE):
        room = room if further_in else name
        found.append(f"{room}{name}" if further_in else name)
    return found


@pytest.mark.parametrize("command", sorted(" ".join(command) for command in commands()))
def test_every_command_is_named(command: str) -> None:
    assert f"`aiyou {command}`" in README


@pytest.mark.parametrize("package", requirements())
def test_every_dependency_says_what_it_replaces(package: str) -> None:
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| .+ \|$", README, re.MULTILINE)
    assert package in {name for row in rows for name in row.split(", ")}


@pytest.mark.parametrize("package", requirements())
def test_every_dependency_is_pinned(package: str) -> None:
    pins = (ROOT / ".ci" / "constraints.txt").read_text().lower().replace("_", "-")
    assert re.search(rf"^{package}==", pins, re.MULTILINE)


def test_no_pin_names_a_registry() -> None:
    assert "://" not in (ROOT / ".ci" / "constraints.txt").read_text()


def test_every_figure_of_the_bench_has_its_row() -> None:
    assert names(README) == [*ROWS]


@pytest.mark.parametrize("picture", re.findall(r"\]\((.+?\.png)\)", README))
def test_every_picture_is_there(picture: str) -> None:
    assert (ROOT / picture).is_file()


@pytest.mark.parametrize("target", re.findall(r"(?:`| {4})make ([a-z-]+)", README))
def test_every_make_target_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_what_can_be_made_is_listed_where_nothing_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())
    listed = set(re.findall(r'echo "make ([a-z-]+)', makefile))
    # What others are made of nobody need make alone.
    assert there - listed == {"environment", "test-environment", "help"}


@pytest.mark.parametrize("place", places())
def test_every_room_of_the_tree_is_where_it_is_drawn(place: str) -> None:
    assert (ROOT / place).is_dir() is place.endswith("/")
    assert (ROOT / place).exists()


def test_the_walk_of_a_check_in_passes_what_is_there() -> None:
    walk = README[README.index("A check-in, from finger") :].split("\n\n", 1)[0]
    steps = re.findall(r"`([a-z_/]+)(?:\.([a-z_]+))?`", walk)
    assert len(steps) >= 7
    for step, does in steps:
        places = [ROOT / "kiosk" / step, ROOT / step]
        files = [place.with_suffix(".py") for place in places if place.with_suffix(".py").is_file()]
        assert files or any(place.is_dir() for place in places), step
        assert not does or f"\ndef {does}(" in files[0].read_text(encoding="utf-8"), does


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "systemd/package/CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(PROJECT['version'])}\b", changelog, re.MULTILINE)
