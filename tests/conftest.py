"""The cast: one house, its counselor Li, and two children."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.config import HouseConfig
from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Category, Child, ChildFile
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.moment import ClockState, Moment
from kiosk.house import House, open_house
from kiosk.store import children, consents, keyslots
from kiosk.store import house as house_store
from kiosk.store.house import Founder
from kiosk.store.keyslots import Cost
from sync.keys import generate_sealing_key

PASSPHRASE = "four donkeys paint violins"
LOW_COST = Cost(memory_kib=1024, passes=1, lanes=1)

LEGAL_NAME = "欧阳静怡"
GUARDIAN = "欧阳建国"
PHONE = "13987654321"


@dataclass
class Hands:
    """A clock whose hands the test moves; it starts on a Tuesday at eight in the morning."""

    at: datetime = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    clock: ClockState = ClockState.TRUSTED
    boot: str = "boot-1"
    moved: timedelta = field(default_factory=timedelta)

    def __call__(self) -> Moment:
        self.moved += timedelta(milliseconds=1)
        return Moment(self.at + self.moved, self.clock, self.boot)

    def forward(self, **how_long: float) -> None:
        self.moved += timedelta(**how_long)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def config(tmp_path: Path) -> HouseConfig:
    return HouseConfig(data=tmp_path / "house", argon2_memory_kib=1024)


@pytest.fixture
def bare_house(config: HouseConfig, hands: Hands) -> Iterator[House]:
    """A house before its first day."""
    house = open_house(config, hands)
    yield house
    house.close()


@pytest.fixture
def recovery() -> tuple[bytes, bytes]:
    """The foundation's recovery key: private, public."""
    return generate_sealing_key()


@pytest.fixture
def house(bare_house: House, recovery: tuple[bytes, bytes]) -> House:
    """A house that counselor Li has set up, locked."""
    founder = Founder("大坪村爱佑之家", "李老师", "13800001111", PASSPHRASE)
    with bare_house.database.transaction() as db:
        house_store.found(db, founder, recovery[1], LOW_COST, bare_house.clock())
        record = house_store.get(db)
    bare_house.vault.found(record.public_key)
    return bare_house


@pytest.fixture
def unlocked(house: House) -> House:
    """The house with counselor Li at the desk."""
    with house.database.reading() as db:
        opened = keyslots.open_with_passphrase(db, PASSPHRASE)
        house.vault.unlock(opened.private_key, house_store.keeper(db, opened.counselor))
    return house


def add_child(house: House, nickname: str, *, keeps: set[Purpose], birth: date) -> Child:
    """Add a child through the store, with a consent for each purpose named."""
    card = Child("", nickname, "1F43C", "leaf", AgeBand.SMALL, "zh_Hans")
    file = ChildFile(LEGAL_NAME, birth, Category.LEFT_BEHIND, GUARDIAN, PHONE)
    paper = ConsentPaper(GUARDIAN, ConsentWay.PAPER, "李老师", date(2026, 11, 1))
    with house.database.transaction() as db:
        child_id = children.add(db, house.vault, card, file, house.clock())
        answers = dict.fromkeys(keeps, True)
        consents.decide(db, house.vault, child_id, answers, paper, house.clock())
        return children.get(db, child_id)


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
