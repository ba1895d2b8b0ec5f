"""The units start what there is; how they behave on a real boot is another matter."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from kiosk import memory
from kiosk.config import HouseConfig
from tests.kiosk.test_cli import commands

UNITS = sorted((Path(__file__).parents[2] / "systemd").glob("*.service"))


def service(unit: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(unit, encoding="utf-8")
    return dict(parser["Service"])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_is_there(unit: Path) -> None:
    words = service(unit)["ExecStart"].split()
    assert Path(words[0]).name == "aiyou"
    options = words.index("--data")
    assert tuple(words[1:options]) in set(commands())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_keeps_its_data_where_only_it_may_read(unit: Path) -> None:
    said = service(unit)
    data = re.search(r"--data /var/lib/(\S+)", said["ExecStart"])
    assert data
    assert said["StateDirectory"] == data[1] == said["User"]
    assert said["StateDirectoryMode"] == "0700"


def test_the_house_may_write_to_the_sticks_that_it_looks_for() -> None:
    allowed = service(UNITS[0])["ReadWritePaths"].split()
    for pattern in HouseConfig().sticks.split(":"):
        assert f"-{pattern.partition('/*')[0]}" in allowed


def test_the_house_is_started_so_that_it_need_not_start_itself_anew() -> None:
    (unit,) = [one for one in UNITS if one.stem == "aiyou-house"]
    given = dict(one.split("=", 1) for one in service(unit)["Environment"].split())
    assert given == memory.WANTED
