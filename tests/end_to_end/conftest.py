"""A village with power: headquarters and a house, each a real process on a real port."""

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import warm
from tests.browser import touch_page
from tests.end_to_end.people import ChildAtScreen, Counselor
from tests.processes import Server, free_port, headquarters, kiosk

ADMINISTRATOR, PASSWORD = "lin", "harvest mountain paper boat"
GAME = [{"tap": "seats:2"}, {"hint_until": "end"}]


@dataclass(frozen=True)
class Village:
    """Where everything is; the processes are started by the tests."""

    house: Path
    hq: Path
    house_port: int
    hq_port: int
    script: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.house_port}"

    @property
    def hq_address(self) -> str:
        return f"http://127.0.0.1:{self.hq_port}"

    def copied(self, place: Path) -> "Village":
        """Copy it while nothing runs; a house remembers the port where it met headquarters."""
        copy = replace(self, house=place / "house", hq=place / "hq")
        for there, here in ((self.house, copy.house), (self.hq, copy.hq)):
            if there.exists():
                shutil.copytree(there, here)
        return copy

    def run_house(self) -> AbstractContextManager[Server]:
        return kiosk(
            self.house,
            self.house_port,
            AIYOU_AGENT_LONGEST_WAIT="1",
            AIYOU_STAGE_SCRIPT=str(self.script),
            # As fast as a busy machine does not seem to be a child that left.
            AIYOU_STAGE_SPEED="8",
            AIYOU_GAMES="team_pairs",
            SDL_VIDEODRIVER="dummy",
            SDL_AUDIODRIVER="dummy",
        )

    def run_headquarters(self) -> AbstractContextManager[Server]:
        return headquarters(self.hq, self.hq_port)

    def send(self) -> dict[str, object]:
        """Run `aiyou sync send`."""
        return json.loads(aiyou("sync", "send", "--data", str(self.house), "--json"))


def aiyou(*command: str) -> str:
    """Run a command of the house; it must succeed."""
    done = warm.run("kiosk", *command)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    with touch_page(browser) as page:
        yield page


@pytest.fixture(scope="session")
def first_village(tmp_path_factory: pytest.TempPathFactory) -> Village:
    """Headquarters has a house on its list; the house has not been set up."""
    place = tmp_path_factory.mktemp("village")
    hq, house, script = place / "hq", place / "house", place / "play.jsonl"
    script.write_text("\n".join(json.dumps(cue) for cue in GAME))
    password = place / "password"
    password.write_text(PASSWORD)
    named = ("--administrator", ADMINISTRATOR, "--password-file", str(password))
    aiyou("hq", "init", "--data", str(hq), *named, "--recovery-out", str(place / "recovery"))
    return Village(house, hq, free_port(), free_port(), script)


@pytest.fixture(scope="session")
def first_enrolled(first_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Village:
    """The village's house knows headquarters, which is switched off again."""
    village = first_village.copied(tmp_path_factory.mktemp("enrolled"))
    listed = ("大坪村爱佑之家", "--county", "yuexi", "--data", str(village.hq), "--json")
    code = json.loads(aiyou("hq", "house", "add", *listed))["code"]
    with village.run_house(), village.run_headquarters():
        aiyou("sync", "enrol", village.hq_address, code, "--data", str(village.house))
    return village


@pytest.fixture
def village(first_village: Village, tmp_path: Path) -> Village:
    """A copy of the first village, for one test."""
    return first_village.copied(tmp_path)


@pytest.fixture
def enrolled(first_enrolled: Village, tmp_path: Path) -> Village:
    """A copy of the first village whose house knows headquarters, for one test."""
    return first_enrolled.copied(tmp_path)


@pytest.fixture
def counselor(screen: Page, first_village: Village) -> Counselor:
    return Counselor(screen, first_village.address)


@pytest.fixture
def child(screen: Page, first_village: Village) -> ChildAtScreen:
    return ChildAtScreen(screen, first_village.address)
