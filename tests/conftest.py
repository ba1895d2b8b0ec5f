"""The cast: one house, its counselor Li, and two children."""

import gc
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from nacl.pwhash import argon2id

from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.consent import Purpose
from kiosk.house import House, open_house
from kiosk.store.database import FILE_NAME, Database
from sync.hq.backup import key_files
from sync.hq.people import passwords
from sync.keys import generate_sealing_key
from tests import once
from tests.cast import Hands, add_child, found, unlock
from tests.order import longest_first

if TYPE_CHECKING:
    from playwright.sync_api import Browser


once.share()
# What is collected lives as long as the process; to look through it again and again finds nothing.
gc.disable()

# How long an example takes tells how busy the machine is.
settings.register_profile("patient", deadline=None)
# Whoever only wants to know whether a test fails needs no smallest example of it.
settings.register_profile(
    "hasty", deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
)
# On a processor that is played, an example takes long, and it is the processor that is tried.
settings.register_profile(
    "played", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let several processes compile the tests together."""
    once.compile_share(session.config)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let several processes begin with what takes long, a file each."""
    if hasattr(config, "workerinput"):
        items[:] = longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """End the browser before the next test, where that one needs none."""
    kept = sys.modules.get("tests.browser")
    if kept and not (nextitem and nextitem.get_closest_marker("browser")):
        kept.let_go()


def pytest_collection_finish() -> None:
    """Keep what was collected out of the garbage collector, which each house asks at its lock."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def cheap_guesses() -> Iterator[None]:
    """Let a guess at a password of headquarters cost as little as one at a house of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "MEMORY_KIB", 1024)
        patch.setattr(passwords, "PASSES", 1)
        patch.setattr(passwords, "LANES", 1)
        patch.setattr(key_files, "PASSES", argon2id.OPSLIMIT_MIN)
        patch.setattr(key_files, "MEMORY", argon2id.MEMLIMIT_MIN)
        yield


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def config(tmp_path: Path) -> HouseConfig:
    return HouseConfig(
        data=tmp_path / "house", argon2_memory_kib=1024, sticks=f"{tmp_path}/sticks/*"
    )


@pytest.fixture
def stick(config: HouseConfig) -> Path:
    """A stick that is in."""
    place = Path(config.sticks).with_name("red")
    place.mkdir(parents=True)
    return place


@pytest.fixture(scope="session")
def no_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a house before its first day, made once for all of a process to copy."""
    path = tmp_path_factory.mktemp("no-records") / FILE_NAME
    Database(path).close()
    return path


@pytest.fixture
def bare_house(config: HouseConfig, hands: Hands, no_records: Path) -> Iterator[House]:
    """A house before its first day."""
    config.directory.mkdir(mode=0o700, parents=True)
    shutil.copy(no_records, config.directory / FILE_NAME)
    house = open_house(config, hands)
    yield house
    house.close()
    # Closing it collected what tests left behind: what is there now was imported, and stays.
    gc.freeze()


@pytest.fixture
def recovery() -> tuple[bytes, bytes]:
    """The foundation's recovery key: private, public."""
    return generate_sealing_key()


@pytest.fixture
def house(bare_house: House, recovery: tuple[bytes, bytes]) -> House:
    """A house that counselor Li has set up, locked."""
    found(bare_house, recovery[1])
    return bare_house


@pytest.fixture
def unlocked(house: House) -> House:
    """The house with counselor Li at the desk."""
    unlock(house)
    return house


@pytest.fixture
def panda(unlocked: House) -> Child:
    """A girl of six whose grandmother agreed to everything."""
    return add_child(unlocked, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))


@pytest.fixture
def owl(unlocked: House) -> Child:
    """A boy of nine whose guardian has agreed to nothing yet."""
    return add_child(unlocked, "阿木", keeps=set(), birth=date(2017, 5, 2))


@pytest.fixture
def app(house: House) -> Flask:
    from kiosk.app import app_for

    return app_for(house)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The house's pages, served for a browser."""
    from tests.processes import serving

    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> "Browser":
    """Debian's Chromium, for all files in a row that need one."""
    from tests.browser import usual

    return usual()
