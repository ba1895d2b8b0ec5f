"""Who plays in the tests, and a clock whose hands a test can move."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlite_utils

from kiosk.config import HouseConfig
from kiosk.domain.ages import AgeBand
from kiosk.domain.categories import LEFT_BEHIND
from kiosk.domain.children import Child, ChildFile
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.domain.households import of_guardian
from kiosk.domain.moment import ClockState, Moment
from kiosk.house import House, open_house
from kiosk.store import house as house_store
from kiosk.store.keys import founding, keyslots
from kiosk.store.keys.founding import Founder
from kiosk.store.keys.keyslots import Cost, OpenedSlot
from kiosk.store.people import children, consents
from kiosk.store.safety import backup
from sync import enrolment
from sync.enrolment import Enrolment
from sync.keys import generate_sealing_key, generate_signing_key

PASSPHRASE = "four donkeys paint violins"
FOUNDER = Founder("大坪村爱佑之家", "李老师", "13800001111", PASSPHRASE)
LOW_COST = Cost(memory_kib=1024, passes=1, lanes=1)

LEGAL_NAME = "欧阳静怡"
GUARDIAN = "欧阳建国"
PHONE = "13987654321"

EPOCH = bytes(8)
HQ = generate_sealing_key()  # private, public


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


def add_child(house: House, nickname: str, *, keeps: set[Purpose], birth: date) -> Child:
    """Add a child through the store, with a consent for each purpose named."""
    card = Child("", nickname, "1F43C", "leaf", AgeBand.SMALL, "zh_Hans")
    file = ChildFile(LEGAL_NAME, birth, LEFT_BEHIND, of_guardian(GUARDIAN, PHONE))
    paper = ConsentPaper(GUARDIAN, ConsentWay.PAPER, "李老师", date(2026, 11, 1))
    with house.database.transaction() as db:
        child_id = children.add(db, house.vault, card, file, house.clock())
        answers = dict.fromkeys(keeps, True)
        consents.decide(db, house.vault, child_id, answers, paper, house.clock())
        return children.get(db, child_id)


def leave_the_program(house: House, child: Child) -> None:
    """Let a child come no more; its card stays."""
    with house.database.transaction() as db:
        db.table("children").update(child.id, {"active": False})


def open_slot(db: sqlite_utils.Database, passphrase: str = PASSPHRASE) -> OpenedSlot:
    """Open the slot that a passphrase fits. Raises WrongPassphrase."""
    return keyslots.try_passphrase(keyslots.passphrase_slots(db), passphrase)


def unlock(house: House) -> None:
    """Let counselor Li in."""
    with house.database.reading() as db:
        opened = open_slot(db)
        house.vault.unlock(opened.private_key, house_store.keeper(db, opened.counselor))


def found(house: House, recovery_public: bytes) -> None:
    """Set the house up for counselor Li, at a low cost, and leave it locked."""
    with house.database.transaction() as db:
        founding.found(db, FOUNDER, recovery_public, LOW_COST, house.clock())
        record = house_store.get(db)
    house.vault.found(record.public_key)


def back_up_next_door(records: Path, place: Path) -> None:
    """Let another house, which has its records in a directory, back itself up to a place."""
    neighbour = open_house(HouseConfig(data=records, argon2_memory_kib=1024), Hands())
    found(neighbour, generate_sealing_key()[1])
    backup.make(neighbour.database.path, place, neighbour.clock())
    neighbour.close()


def enrol(house: House) -> None:
    """Let the house know a headquarters that is switched off."""
    known = Enrolment(
        house="yuexi-0001",
        name=FOUNDER.house,
        epoch=EPOCH,
        signing_key=generate_signing_key()[0],
        hq_url="http://127.0.0.1:9",
        hq_sealing_key=HQ[1],
        hq_verify_key=generate_signing_key()[1],
        recovery_key=None,
        enrolled_at=0,
    )
    with house.database.transaction() as db:
        enrolment.save(db, known)


def succeed(house: House, name: str) -> str:
    """Let another counselor sit down at the open desk, and tell her id."""
    with house.database.transaction() as db:
        opened = open_slot(db)
        counselor = house_store.add_counselor(db, name, "", house.clock())
        house.vault.unlock(opened.private_key, house_store.keeper(db, counselor))
    return counselor
