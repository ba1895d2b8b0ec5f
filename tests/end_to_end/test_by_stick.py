"""Two houses, one stick and headquarters: every step a command of its own, as people run them."""

import json
import shutil
from pathlib import Path

import pytest

from sync.couriers.usb import FOLDER
from tests import warm
from tests.end_to_end.conftest import Village, aiyou
from tests.processes import headquarters

HOUSES = ("here", "there")


@pytest.fixture(scope="module")
def first(first_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Village:
    """Two houses that headquarters knows, each with an ask and two closed days; no network."""
    village = first_village.copied(tmp_path_factory.mktemp("by-stick"))
    places = [village.hq.with_name(name) for name in HOUSES]
    names = ("--counselor", "李老师", "--passphrase", "four donkeys paint violins")
    with headquarters(village.hq, village.hq_port):
        for place in places:
            aiyou("house", "init", "--data", str(place), "--name", place.name, *names)
            listed = (place.name, "--county", "yuexi", "--data", str(village.hq), "--json")
            code = json.loads(aiyou("hq", "house", "add", *listed))["code"]
            aiyou("sync", "enrol", village.hq_address, code, "--data", str(place))
    for place in places:
        for day in ("2026-01-05", "2026-01-06"):
            aiyou("house", "close", "--data", str(place), "--day", day)
    return village


@pytest.fixture
def village(first: Village, tmp_path: Path) -> Village:
    """A copy of them, for one test."""
    for name in HOUSES:
        shutil.copytree(first.hq.with_name(name), tmp_path / name)
    return first.copied(tmp_path)


@pytest.fixture
def houses(village: Village) -> list[Path]:
    return [village.hq.with_name(name) for name in HOUSES]


def visit(house: Path, stick: Path) -> dict[str, object]:
    told = aiyou("sync", "usb", str(stick), "--data", str(house), "--json")
    return {name: value for name, value in json.loads(told).items() if name != "stick"}


def take_in(village: Village, stick: Path) -> list[dict[str, object]]:
    lines = aiyou("hq", "receive", str(stick), "--data", str(village.hq), "--json").splitlines()
    return [json.loads(line) for line in lines]


def test_one_stick_serves_two_houses_there_and_back(
    village: Village, houses: list[Path], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "照片.jpg").write_bytes(b"a photograph")
    for house in houses:
        brought = {"written": 3, "carried": 3, "settled": 0, "troubles": []}
        assert visit(house, stick) == brought
        assert visit(house, stick) == brought | {"written": 0}
    for _ in range(2):
        done = take_in(village, stick)
        assert [(one["house"], one["accepted"], one["trouble"]) for one in done] == [
            ("yuexi-0001", 3, None),
            ("yuexi-0002", 3, None),
        ]
    for house in houses:
        # Headquarters was asked, and the house says that it has what was answered.
        assert visit(house, stick) == {"written": 1, "carried": 1, "settled": 3, "troubles": []}
    assert [one["accepted"] for one in take_in(village, stick)] == [4, 4]
    for house in houses:
        assert visit(house, stick) == {"written": 0, "carried": 0, "settled": 1, "troubles": []}
        status = json.loads(aiyou("sync", "status", "--data", str(house), "--json"))
        assert (status["waiting"], status["acknowledged_seq"]) == (0, 4)
    left = sorted(str(file.relative_to(stick)) for file in stick.rglob("*") if file.is_file())
    assert left == ["照片.jpg", f"{FOLDER}/请读我-README.txt"]


def test_a_torn_file_is_said_in_one_sentence_and_the_other_house_is_served(
    village: Village, houses: list[Path], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for house in houses:
        visit(house, stick)
    torn, _ = sorted(stick.rglob("*.aiyou"))
    torn.write_bytes(torn.read_bytes()[:200])
    done = warm.run("kiosk", "hq", "receive", stick, "--data", village.hq)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["Not every file could be taken in and answered."]
    assert f"{torn.name}: The file is torn" in done.stdout
    assert "headquarters has 1 to 3 of yuexi-0002." in done.stdout
    assert visit(houses[0], stick)["written"] == 3
    assert visit(houses[1], stick)["settled"] == 3
