"""A house comes back from a backup: on a new card or in place, and nothing is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import keyholders
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.errors import (
    AlreadyServed,
    BadInput,
    StoreError,
    StoreTooNew,
    Unreadable,
    WrongPassphrase,
)
from kiosk.house import House, open_house
from kiosk.restoring import restore_house
from kiosk.store import devices, notices
from kiosk.store.attendance import fetchings, moods, visits
from kiosk.store.database import FILE_NAME
from kiosk.store.keys import card_key, carried, keyslots
from kiosk.store.people import children, tags
from kiosk.store.rights import audit, forgotten
from kiosk.store.rights.forgotten import ERASED, Forgotten
from kiosk.store.safety import backup, locks, repair
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.restore import AS_IT_WAS, LEAP, NOT_KNOWN_HERE
from tests.cast import PASSPHRASE, Hands, open_slot, unlock

# What a restore itself writes.
_WRITTEN = {"audit", "notices", "sequence", "wire", "tombstones", "boots"}
_OF_CHILDREN = (
    "visits", "moods", "plays", "ratings", "feedback", "fetchings", "consents", "tags", "children",
)  # fmt: skip


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def new_card(tmp_path: Path) -> HouseConfig:
    return HouseConfig(data=tmp_path / "new-card", argon2_memory_kib=1024)


@pytest.fixture
def kept(unlocked: House, panda: Child, owl: Child, stick: Path) -> Backup:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        moods.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        fetchings.keep(db, unlocked.vault, panda.id, None, unlocked.clock())
        tags.give(db, panda.id, "0004829173", "li", unlocked.clock())
    return backup.make(unlocked.database.path, stick, unlocked.clock())


def say(passphrase: str = PASSPHRASE) -> Callable[[], str]:
    return lambda: passphrase


def never() -> str:
    raise AssertionError("the passphrase was asked for")


def everything(path: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_a_new_card_has_every_row_that_was_in_the_backup(
    unlocked: House, kept: Backup, new_card: HouseConfig, hands: Hands
) -> None:
    before = everything(unlocked.database.path)
    done = restore_house(new_card, kept.path, say(), replace=False)
    after = everything(new_card.directory / FILE_NAME)
    assert done.aside is None
    assert before.keys() == after.keys()
    for table in before.keys() - _WRITTEN:
        assert after[table] == before[table], table
    assert after["audit"][: len(before["audit"])] == before["audit"]
    assert len(before["visits"]) == len(before["moods"]) == 1


def test_a_restored_house_opens_with_her_passphrase_and_says_so_once(
    kept: Backup, new_card: HouseConfig, hands: Hands, panda: Child
) -> None:
    restore_house(new_card, kept.path, say(), replace=False)
    house = open_house(new_card, hands)
    unlock(house)
    with house.database.transaction() as db:
        assert children.file_of(db, house.vault, panda.id).legal_name
        assert audit.first_broken(db) is None
        told, since, slots = notices.unseen(db)
        assert (since.sentence, slots.sentence) == (NOT_KNOWN_HERE, AS_IT_WAS)
        assert told.detail == {"when": kept.header.made_at}
        last = db.execute("SELECT action, seq FROM audit ORDER BY seq DESC").fetchone()
        assert (last[0], last[1] > LEAP) == ("restored", True)
        for one in (told, since, slots):
            notices.seen(db, one.seq)
        assert notices.unseen(db) == []
    house.close()


def test_a_house_that_is_restored_twice_tells_from_which_backup_it_came_last(
    unlocked: House, kept: Backup, stick: Path, hands: Hands
) -> None:
    unlocked.close()
    restore_house(unlocked.config, kept.path, never, replace=True)
    hands.forward(days=1)
    later = backup.make(unlocked.database.path, stick, hands())
    restore_house(unlocked.config, later.path, never, replace=True)
    house = open_house(unlocked.config, hands)
    with house.database.reading() as db:
        told = {one.sentence: one.detail.get("when") for one in notices.unseen(db)}
    # What was forgotten since then is listed on the card itself: of that nothing has to be said.
    assert told == {AS_IT_WAS: None, repair.BY_HAND: later.header.made_at}
    house.close()


def test_the_key_of_a_card_is_new_on_a_new_card_and_stays_on_the_old(
    unlocked: House, kept: Backup, new_card: HouseConfig
) -> None:
    restore_house(new_card, kept.path, say(), replace=False)
    fresh, old = card_key.read(new_card.directory), card_key.read(unlocked.config.directory)
    assert fresh and old and fresh != old
    unlocked.close()
    restore_house(unlocked.config, kept.path, never, replace=True)
    assert card_key.read(unlocked.config.directory) == old


def test_the_audit_tells_whose_passphrase_restored_the_house_where_one_was_asked_for(
    unlocked: House, kept: Backup, new_card: HouseConfig
) -> None:
    keeper = unlocked.vault.keeper.id
    unlocked.close()
    for config, passphrase in ((new_card, say()), (unlocked.config, never)):
        restore_house(config, kept.path, passphrase, replace=True)
    told = [
        everything(one.directory / FILE_NAME)["audit"][-1] for one in (new_card, unlocked.config)
    ]
    assert [keeper in line for line in told] == [True, False]
    assert ["command line" in line for line in told] == [False, True]


@pytest.mark.parametrize("how_many", [1, 2])
def test_a_wrong_passphrase_restores_nothing(
    kept: Backup, new_card: HouseConfig, how_many: int
) -> None:
    if how_many == 2:
        kept.path.with_name("house-000000000001-2026-11-24.aiyou").write_bytes(
            kept.path.read_bytes()
        )
    with pytest.raises(WrongPassphrase):
        restore_house(new_card, kept.path.parent, say("not the right one"), replace=False)
    assert not (new_card.directory / FILE_NAME).exists()


def test_a_house_is_replaced_only_when_told_and_is_set_aside_whole(
    unlocked: House, kept: Backup
) -> None:
    path = unlocked.database.path
    with unlocked.database.transaction() as db:
        db.execute("UPDATE house SET name = 'later'")
    unlocked.close()
    with pytest.raises(BadInput, match="add --replace"):
        restore_house(unlocked.config, kept.path, never, replace=False)
    before = everything(path)
    done = restore_house(unlocked.config, kept.path, never, replace=True)
    assert done.aside and everything(done.aside) == before
    assert everything(path)["house"] != before["house"]


def test_a_house_that_is_served_is_not_moved(unlocked: House, kept: Backup) -> None:
    before = everything(unlocked.database.path)
    with locks.serving(unlocked.config.directory), pytest.raises(AlreadyServed):
        restore_house(unlocked.config, kept.path, never, replace=True)
    assert everything(unlocked.database.path) == before


def test_a_backup_of_a_newer_version_changes_nothing(
    unlocked: House, stick: Path, new_card: HouseConfig
) -> None:
    with unlocked.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2099"}
        db.table("_sqlite_migrations").insert(row)
    made = backup.make(unlocked.database.path, stick)
    with pytest.raises(StoreTooNew, match="newer version"):
        restore_house(new_card, made.path, say(), replace=False)
    assert not (new_card.directory / FILE_NAME).exists()


def test_records_that_a_command_has_open_are_not_replaced_beneath_it(
    unlocked: House, kept: Backup
) -> None:
    before = unlocked.database.path.stat().st_ino
    with pytest.raises(StoreError, match="Another program has the records open"):
        restore_house(unlocked.config, kept.path, never, replace=True)
    assert unlocked.database.path.stat().st_ino == before
    unlocked.close()
    restore_house(unlocked.config, kept.path, never, replace=True)
    assert unlocked.database.path.stat().st_ino != before


@pytest.mark.parametrize("known_by", ["tombstone", "list"])
def test_a_child_erased_since_the_backup_stays_erased(
    unlocked: House, kept: Backup, panda: Child, known_by: str
) -> None:
    if known_by == "list":
        forgotten.note(unlocked.config.directory, [Forgotten(panda.id, ERASED, 1)])
    else:
        with unlocked.database.transaction() as db:
            db.execute("INSERT INTO tombstones VALUES (?, 1)", [panda.id])
    unlocked.close()
    restore_house(unlocked.config, kept.path, never, replace=True)
    rows = everything(unlocked.database.path)
    assert [row[0] for row in rows["tombstones"]] == [panda.id]
    for table in _OF_CHILDREN:
        assert not [row for row in rows[table] if panda.id in row], table
    assert len(rows["children"]) == 1
    assert panda.nickname.encode() not in unlocked.database.path.read_bytes()


def test_a_phone_taken_away_since_the_backup_is_not_let_in_again(
    unlocked: House, stick: Path, hands: Hands
) -> None:
    li = unlocked.vault.keeper.id
    with unlocked.database.transaction() as db:
        tokens = [devices.pair(db, name, li, unlocked.clock()) for name in ("lost", "hers")]
    made = backup.make(unlocked.database.path, stick, unlocked.clock())
    with unlocked.database.transaction() as db:
        lost = devices.showing(db, tokens[0])
        assert lost
        devices.take_away(db, lost.id, unlocked.clock(), li)
    unlocked.close()
    restore_house(unlocked.config, made.path, never, replace=True)
    house = open_house(unlocked.config, hands)
    with house.database.reading() as db:
        # Of the other one nobody knows either whether it was still hers.
        assert [devices.showing(db, token) for token in tokens] == [None, None]
        assert set(devices.names(db).values()) == {"lost", "hers"}
        query = "SELECT count(*) FROM audit WHERE action = 'took device away' AND seq > ?"
        assert db.execute(query, [LEAP]).fetchone() == (2,)
    house.close()


def test_what_is_written_after_a_restore_has_higher_numbers_than_all_before(
    unlocked: House, kept: Backup, hands: Hands, stick: Path
) -> None:
    """Else the newest backup could be one of the records that were lost."""
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = last + 3000")
    lost = backup.make(unlocked.database.path, stick)
    unlocked.close()
    restore_house(unlocked.config, kept.path, never, replace=True)
    made = backup.make(unlocked.database.path, stick)
    newest = backup.newest(stick)
    assert newest and newest.path == made.path
    assert made.made.seq > lost.made.seq


def test_the_foundations_recovery_key_opens_it_where_every_passphrase_is_lost(
    kept: Backup, new_card: HouseConfig, recovery: tuple[bytes, bytes]
) -> None:
    restore_house(new_card, kept.path, never, replace=False, recovery_private=recovery[0])
    with closing(sqlite3.connect(new_card.directory / FILE_NAME)) as db:
        assert db.execute("SELECT count(*) FROM visits").fetchone() == (1,)


def test_another_recovery_key_opens_nothing_and_changes_nothing(
    kept: Backup, new_card: HouseConfig
) -> None:
    with pytest.raises(Unreadable):
        restore_house(new_card, kept.path, never, replace=False, recovery_private=bytes(32))
    assert not (new_card.directory / FILE_NAME).exists()


def test_what_a_migration_backed_up_of_the_first_version_opens_with_a_passphrase(
    config: HouseConfig, new_card: HouseConfig, hands: Hands
) -> None:
    """Its key slots tell of no carried key: the column came later."""
    schema = Path(__file__).with_name("store") / "schemas" / "1.sql"
    config.directory.mkdir(parents=True)
    with closing(sqlite3.connect(config.directory / FILE_NAME)) as first_version:
        first_version.executescript(schema.read_text("utf-8"))
    open_house(config, hands).close()
    (made,) = backup.listed(config.backup_directory)
    assert made.header.slots and not any("carried" in slot for slot in made.header.slots)
    with pytest.raises(WrongPassphrase):
        restore_house(new_card, made.path, say("not the right one"), replace=False)
    restore_house(new_card, made.path, say(), replace=False)
    house = open_house(new_card, hands)
    unlock(house)
    with house.database.reading() as db:
        assert [child.nickname for child in children.everyone(db)] == ["小竹", "阿木"]
        (slot,) = keyslots.passphrase_slots(db)
        assert slot["carried"] is None
    house.close()


def test_a_slot_with_a_carried_key_opens_it_with_the_stick_only(
    unlocked: House, stick: Path, new_card: HouseConfig, tmp_path: Path
) -> None:
    pocket = tmp_path / "pocket"
    pocket.mkdir()
    key = carried.make(pocket)
    with unlocked.database.reading() as db:
        opened = open_slot(db)
    keyholders.carry(unlocked, opened, PASSPHRASE, key)
    made = backup.make(unlocked.database.path, stick, unlocked.clock())
    with pytest.raises(WrongPassphrase):
        restore_house(replace(new_card, sticks=""), made.path, say(), replace=False)
    with_stick = replace(new_card, sticks=str(tmp_path / "pock*"))
    restore_house(with_stick, made.path, say(), replace=False)
    assert (new_card.directory / FILE_NAME).exists()
