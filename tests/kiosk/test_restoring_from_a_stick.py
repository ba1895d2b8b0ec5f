"""A house comes back from a stick: from the newest good backup of the house that is meant."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pytest

from kiosk import keyholders
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.errors import BackupFailed, BadBackup, BadInput, WrongPassphrase
from kiosk.forgetting import erase_child, record_answers
from kiosk.house import House, open_house
from kiosk.repairing import open_repaired
from kiosk.restoring import restore_house
from kiosk.returning import bring_back, open_newest
from kiosk.store.database import FILE_NAME
from kiosk.store.keys import card_key, founding, recovery
from kiosk.store.keys.founding import Founder
from kiosk.store.rights import forgotten
from kiosk.store.rights.forgotten import ERASED, Forgotten
from kiosk.store.safety import backup, backup_file
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.places import FOLDER
from kiosk.store.safety.records import house_key
from kiosk.store.safety.restore import LEAP
from sync import enrolment
from sync.keys import generate_sealing_key
from tests.cast import LOW_COST, PASSPHRASE, Hands, add_child, enrol
from tests.kiosk.test_restoring import kept, never, new_card, say, stick

__all__ = ["kept", "new_card", "stick"]

THEIRS = "柳树 铁锅 三月 灯笼"


def test_a_directory_gives_its_newest_good_one_and_says_what_it_passed_over(
    unlocked: House, kept: Backup, new_card: HouseConfig, stick: Path
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = last + 1")
    later = backup.make(unlocked.database.path, stick)
    later.path.write_bytes(later.path.read_bytes()[:-40])
    done = restore_house(new_card, stick, say(), replace=False)
    assert done.skipped == (later.path.name,)
    assert done.made_at == kept.made.at


def test_a_stick_gives_what_the_night_has_put_into_its_folder_too(
    unlocked: House, kept: Backup, new_card: HouseConfig, stick: Path
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = last + 1")
    later = backup.make(unlocked.database.path, stick / FOLDER)
    assert restore_house(new_card, stick, say(), replace=False).made_at == later.made.at
    kept.path.unlink()
    assert restore_house(new_card, stick, say(), replace=True).made_at == later.made.at


def test_a_damaged_one_in_the_folder_of_a_stick_is_counted_beyond_too(
    unlocked: House, kept: Backup, new_card: HouseConfig, stick: Path
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = ?", [3 * LEAP])
    later = backup.make(unlocked.database.path, stick / FOLDER)
    later.path.write_bytes(later.path.read_bytes()[:-40])
    restore_house(new_card, stick, say(), replace=False)
    with closing(sqlite3.connect(new_card.directory / FILE_NAME)) as db:
        (last,) = db.execute("SELECT last FROM sequence").fetchone()
    assert last > 4 * LEAP


def test_a_directory_with_nothing_good_is_one_sentence(
    kept: Backup, new_card: HouseConfig, tmp_path: Path, stick: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadBackup, match="There is no backup in"):
        restore_house(new_card, tmp_path / "empty", never, replace=False)
    for number in (1, 2):
        bad = kept.path.with_name(f"house-00000000010{number}-2026-11-24.aiyou")
        bad.write_bytes(kept.path.read_bytes()[:-5])
    kept.path.unlink()
    with pytest.raises(BadBackup, match="None of these"):
        restore_house(new_card, stick, never, replace=False)
    assert not (new_card.directory / FILE_NAME).exists()


@pytest.fixture
def neighbours(kept: Backup, stick: Path, tmp_path: Path, recovery: tuple[bytes, bytes]) -> Backup:
    """A later backup on the same stick, of another house that the same foundation can recover."""
    other = open_house(HouseConfig(data=tmp_path / "next-door", argon2_memory_kib=1024), Hands())
    with other.database.transaction() as db:
        founder = Founder("结古村爱佑之家", "王老师", "", THEIRS)
        founding.found(db, founder, recovery[1], LOW_COST, other.clock())
        db.execute("UPDATE sequence SET last = 900000")
    made = backup.make(other.database.path, stick, other.clock())
    other.close()
    return made


def test_a_passphrase_finds_its_own_house_on_a_stick_of_several(
    kept: Backup, neighbours: Backup, stick: Path, new_card: HouseConfig, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        restore_house(new_card, stick, say("not the right one"), replace=False)
    restore_house(new_card, stick, say(), replace=False)
    assert house_key(new_card.directory / FILE_NAME) == kept.header.public_key
    theirs = replace(new_card, data=tmp_path / "their-card")
    restore_house(theirs, stick, say(THEIRS), replace=False)
    assert house_key(theirs.directory / FILE_NAME) == neighbours.header.public_key


def test_a_recovery_key_never_brings_the_neighbours_by_mistake(
    unlocked: House, kept: Backup, neighbours: Backup, stick: Path, new_card: HouseConfig,
    recovery: tuple[bytes, bytes],
) -> None:  # fmt: skip
    key = recovery[0]
    with pytest.raises(BadInput, match="several houses"):
        restore_house(new_card, stick, never, replace=False, recovery_private=key)
    assert not (new_card.directory / FILE_NAME).exists()
    unlocked.close()
    (unlocked.config.directory / card_key.FILE_NAME).unlink()
    restore_house(unlocked.config, stick, never, replace=True, recovery_private=key)
    assert house_key(unlocked.database.path) == kept.header.public_key


def test_a_house_that_is_there_is_replaced_by_itself_alone(
    unlocked: House, kept: Backup, neighbours: Backup, stick: Path
) -> None:
    unlocked.close()
    restore_house(unlocked.config, stick, never, replace=True)
    assert house_key(unlocked.database.path) == kept.header.public_key


def test_a_recovery_key_leaves_a_house_that_is_there_where_only_the_neighbours_stick_is_in(
    unlocked: House, kept: Backup, neighbours: Backup, stick: Path, recovery: tuple[bytes, bytes]
) -> None:
    own = kept.header.public_key
    kept.path.unlink()
    unlocked.close()
    key = recovery[0]
    with pytest.raises(BadInput, match="name the right file"):
        restore_house(unlocked.config, stick, never, replace=True, recovery_private=key)
    assert house_key(unlocked.database.path) == own
    done = restore_house(
        unlocked.config, neighbours.path, never, replace=True, recovery_private=key
    )
    assert done.name == "结古村爱佑之家"
    assert house_key(unlocked.database.path) == neighbours.header.public_key


def forget(house: House, erased: Child, refused: Child) -> None:
    """Erase a child, and take back that feelings of another one may be kept."""
    paper = ConsentPaper("欧阳建国", ConsentWay.PAPER, "李老师", date(2026, 11, 24))
    record_answers(house, refused.id, {Purpose.MOODS: False}, paper)
    erase_child(house, erased.id)


def keeps(card: HouseConfig) -> dict[str, str]:
    with closing(sqlite3.connect(card.directory / FILE_NAME)) as db:
        return dict(db.execute("SELECT id, keeps FROM children").fetchall())


@pytest.fixture
def friend(unlocked: House) -> Child:
    return add_child(
        unlocked, "小松", keeps={Purpose.VISITS, Purpose.MOODS}, birth=date(2018, 1, 9)
    )


@pytest.mark.parametrize("at", [".", FOLDER])
def test_what_was_forgotten_since_the_newest_whole_one_stays_so_on_a_new_card(
    unlocked: House, panda: Child, friend: Child, new_card: HouseConfig, stick: Path, at: str
) -> None:
    backup.make(unlocked.database.path, stick)
    forget(unlocked, panda, friend)
    damaged = backup.make(unlocked.database.path, stick / at)
    damaged.path.write_bytes(damaged.path.read_bytes()[:-40])
    assert restore_house(new_card, stick, say(), replace=False).skipped == (damaged.path.name,)
    assert keeps(new_card) == {friend.id: "visits"}


def test_the_first_page_of_a_new_card_reads_the_lists_of_all_sticks_that_are_in(
    unlocked: House, panda: Child, friend: Child, new_card: HouseConfig, tmp_path: Path
) -> None:
    sticks = tmp_path / "later"
    backup.make(unlocked.database.path, sticks / "blue" / FOLDER)
    forget(unlocked, panda, friend)
    backup.make(unlocked.database.path, sticks / "red").path.unlink()
    house = open_house(replace(new_card, sticks=f"{sticks}/*"), unlocked.clock)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.power.os.kill", lambda *_: None)
        bring_back(house, open_newest(house.config, PASSPHRASE))
        house.close()
        house.power.last_act()
    assert keeps(new_card) == {friend.id: "visits"}


def test_a_repair_reads_the_list_beside_the_backups(
    unlocked: House, panda: Child, friend: Child
) -> None:
    card = unlocked.config
    backup.make(unlocked.database.path, card.backup_directory, unlocked.clock())
    forget(unlocked, panda, friend)
    unlocked.close()
    for lost in (FILE_NAME, forgotten.FILE_NAME):
        (card.directory / lost).unlink()
    open_repaired(card).close()
    assert keeps(card) == {friend.id: "visits"}


def test_who_is_erased_while_a_stick_is_in_is_on_its_list_before_any_backup(
    unlocked: House, panda: Child, friend: Child, new_card: HouseConfig, stick: Path
) -> None:
    """The stick of the house, and one that can only be read: it stops nothing."""
    mine, broken = (Path(unlocked.config.sticks).with_name(name) for name in ("mine", "broken"))
    (broken / FOLDER / forgotten.FILE_NAME).mkdir(parents=True)
    backup.make(unlocked.database.path, mine / FOLDER)
    forget(unlocked, panda, friend)
    restore_house(new_card, mine, say(), replace=False)
    assert keeps(new_card) == {friend.id: "visits"}


def test_a_stick_that_has_no_room_for_a_backup_may_have_it_for_the_list(
    unlocked: House, panda: Child, friend: Child, new_card: HouseConfig, stick: Path
) -> None:
    backup.make(unlocked.database.path, stick)
    forget(unlocked, panda, friend)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_file, "write", full)
        with pytest.raises(BackupFailed, match=backup.NO_ROOM):
            backup.make(unlocked.database.path, stick)
    restore_house(new_card, stick, say(), replace=False)
    assert keeps(new_card) == {friend.id: "visits"}


def full(*_: object) -> None:
    raise OSError(ENOSPC, "No space left on device")


def test_a_stick_that_can_hold_no_list_holds_a_backup_still(unlocked: House, stick: Path) -> None:
    (stick / forgotten.FILE_NAME).mkdir(parents=True)
    assert backup.make(unlocked.database.path, stick).path.exists()


def test_nobody_who_prepared_a_stick_lets_a_restore_erase_a_child(
    unlocked: House, kept: Backup, panda: Child, owl: Child, new_card: HouseConfig, stick: Path
) -> None:
    """Not by a word that is made up, nor by one that a list says of another child."""
    forgotten.note(stick, [Forgotten("f" * 32, ERASED, 1)])
    list_of = stick / forgotten.FILE_NAME
    number, mark, bound = list_of.read_text().split()
    lines = [f"{number} {bound} {mark}", f"999999 {mark} {bound}", panda.id, f"1 {owl.id} {owl.id}"]
    list_of.write_text("\n".join([list_of.read_text(), *lines]))
    restore_house(new_card, stick, say(), replace=False)
    assert set(keeps(new_card)) == {panda.id, owl.id}


def test_a_backup_that_somebody_may_have_made_lets_nobody_recover_the_house(
    unlocked: House, new_card: HouseConfig, stick: Path, hands: Hands
) -> None:
    _, forger = generate_sealing_key()
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        # By the header of any backup, records can be written for the house that say this.
        db.execute("UPDATE wire SET recovery_key = ?", [forger])
    backup.make(unlocked.database.path, stick, unlocked.clock())
    restore_house(new_card, stick, say(), replace=False)
    house = open_house(new_card, hands)
    keyholders.unlock(house, PASSPHRASE)
    with house.database.reading() as db:
        assert not recovery.is_for(db, forger)
    house.close()


def test_a_backup_that_the_card_opens_keeps_the_foundations_key(
    unlocked: House, stick: Path, hands: Hands
) -> None:
    _, foundation = generate_sealing_key()
    enrol(unlocked)
    with unlocked.database.transaction() as db:
        db.execute("UPDATE wire SET recovery_key = ?", [foundation])
    backup.make(unlocked.database.path, stick, unlocked.clock())
    unlocked.close()
    restore_house(unlocked.config, stick, never, replace=True)
    house = open_house(unlocked.config, hands)
    with house.database.reading() as db:
        known = enrolment.known(db)
    assert known
    assert known.recovery_key == foundation
    house.close()
