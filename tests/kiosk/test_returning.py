"""A house comes back on a new card from its panel: the newest whole backup, its passphrase."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.audit import Action
from kiosk.errors import BadBackup, StoreTooNew, WrongPassphrase
from kiosk.founding import found_house
from kiosk.house import House, open_house
from kiosk.returning import bring_back, kept, open_newest
from kiosk.store import house as house_store
from kiosk.store.keys.founding import Founder
from kiosk.store.rights import audit
from kiosk.store.safety import backup
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.places import FOLDER
from tests.cast import PASSPHRASE, Hands

OTHERS = "柳树 铁锅 三月 灯笼"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "sticks" / "red"


@pytest.fixture
def new_card(tmp_path: Path, stick: Path) -> HouseConfig:
    (stick / FOLDER).mkdir(parents=True)
    sticks = str(stick.parent / "*")
    return HouseConfig(data=tmp_path / "new-card", argon2_memory_kib=1024, sticks=sticks)


def keep(house: House, place: Path) -> Backup:
    """Note something, and back it up."""
    with house.database.transaction() as db:
        audit.note(db, house.clock(), "li", Action.LOOKED_AT_TODAY, "house")
    return backup.make(house.database.path, place, house.clock())


def damage(made: Backup) -> None:
    content = bytearray(made.path.read_bytes())
    content[-40] ^= 1
    made.path.write_bytes(content)


def test_where_no_backup_is_there_is_nothing_to_bring_back(new_card: HouseConfig) -> None:
    assert kept(new_card) == []
    with pytest.raises(BadBackup):
        open_newest(new_card, PASSPHRASE)


def test_the_newest_of_folder_and_stick_is_found_and_opened(
    unlocked: House, new_card: HouseConfig, stick: Path
) -> None:
    keep(unlocked, stick)
    newest = keep(unlocked, stick / FOLDER)
    assert [(one.stick, one.newest.path) for one in kept(new_card)] == [("red", newest.path)]
    assert open_newest(new_card, PASSPHRASE).path == newest.path
    stick.chmod(0o555)
    assert open_newest(new_card, PASSPHRASE).path == newest.path


def test_the_audit_tells_whose_passphrase_brought_it_back(
    unlocked: House, new_card: HouseConfig, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.power.os.kill", lambda *_: None)
    keep(unlocked, stick / FOLDER)
    house = open_house(new_card, unlocked.clock)
    bring_back(house, open_newest(new_card, PASSPHRASE))
    house.close()
    house.power.last_act()
    house = open_house(new_card, unlocked.clock)
    with house.database.reading() as db:
        query = "SELECT who FROM audit WHERE action = ?"
        rows = db.execute(query, [Action.RESTORED]).fetchall()
        assert [house_store.names(db)[who] for (who,) in rows] == ["李老师"]
    house.close()


def test_a_damaged_one_is_passed_over_for_the_one_before(
    unlocked: House, new_card: HouseConfig, stick: Path
) -> None:
    older, newest = (keep(unlocked, stick / FOLDER) for _ in range(2))
    damage(newest)
    found = open_newest(new_card, PASSPHRASE)
    assert (found.path, found.skipped) == (older.path, (newest.path.name,))
    damage(older)
    with pytest.raises(BadBackup):
        open_newest(new_card, PASSPHRASE)


def test_a_passphrase_brings_back_its_own_house_from_a_stick_of_several(
    unlocked: House, new_card: HouseConfig, stick: Path, tmp_path: Path, hands: Hands
) -> None:
    own = keep(unlocked, stick / FOLDER)
    other = open_house(replace(unlocked.config, data=tmp_path / "other"), hands)
    found_house(other, Founder("结古村爱佑之家", "王老师", "", OTHERS))
    theirs = backup.make(other.database.path, stick / FOLDER, other.clock())
    other.close()
    assert open_newest(new_card, PASSPHRASE).path == own.path
    assert open_newest(new_card, OTHERS).path == theirs.path
    with pytest.raises(WrongPassphrase):
        open_newest(new_card, "not the right one")


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_closed(
    unlocked: House, new_card: HouseConfig, stick: Path
) -> None:
    with unlocked.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2099"}
        db.table("_sqlite_migrations").insert(row)
    backup.make(unlocked.database.path, stick / FOLDER)
    with pytest.raises(StoreTooNew):
        open_newest(new_card, PASSPHRASE)
