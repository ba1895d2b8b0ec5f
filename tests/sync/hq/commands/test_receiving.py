"""`aiyou hq receive`: what a stick brought, said file by file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sync.hq.cli import hq
from sync.hq.errors import Refused
from tests.sync.hq.cast import Office
from tests.sync.hq.receive.test_stick import put


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def receive(office: Office, stick: Path, *words: str) -> Result:
    return CliRunner().invoke(
        hq, ["receive", str(stick), "--data", str(office.config.data), *words]
    )


def test_it_says_what_headquarters_has_now(small_office: Office, stick: Path) -> None:
    house = small_office.enrolled_house()
    file = put(stick, house, house.day(1), house.day(2))
    done = receive(small_office, stick)
    said = f"{file.name}: headquarters has 1 to 2 of {house.house}.\n"
    assert (done.exit_code, done.stdout) == (0, said)
    told = json.loads(receive(small_office, stick, "--json").stdout)
    assert told == {"file": str(file), "house": house.house, "accepted": 2, "refused": [],
                    "trouble": None}  # fmt: skip


def test_what_was_refused_is_named(small_office: Office, stick: Path) -> None:
    house = small_office.enrolled_house()
    spoilt = bytearray(house.day(2))
    spoilt[-1] ^= 1
    put(stick, house, house.day(1), bytes(spoilt))
    done = receive(small_office, stick)
    assert (done.exit_code, "Refused: 2." in done.stdout) == (0, True), done.output


def test_a_stick_with_nothing_from_a_house_is_said(small_office: Office, stick: Path) -> None:
    done = receive(small_office, stick)
    assert isinstance(done.exception, Refused)
    assert "nothing from a house" in str(done.exception)
