"""Whatever happened to the records, the start ends in a child's page and one line for her."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.errors import AlreadyServed, BackupFailed, StoreDamaged
from kiosk.house import House, open_house
from kiosk.repairing import look_at_everything, open_repaired, would_start_better
from kiosk.store import house as house_store
from kiosk.store import notices
from kiosk.store.attendance import visits
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.keys import card_key
from kiosk.store.safety import backup, locks, moving, repair, soundness
from kiosk.store.safety.restore import AS_IT_WAS
from tests.cast import Hands, unlock
from tests.faults.photograph import photograph
from tests.kiosk.store.safety.test_backup import everything

PAGE = 4096


@pytest.fixture
def closed(unlocked: House, panda: Child) -> HouseConfig:
    """A house with a child, closed; its records are in one file."""
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    unlocked.close()
    return unlocked.config


@pytest.fixture
def kept(closed: HouseConfig) -> HouseConfig:
    """The same house with a backup of the evening."""
    backup.make(path(closed), closed.backup_directory)
    return closed


def path(config: HouseConfig) -> Path:
    return config.directory / FILE_NAME


def spoil(config: HouseConfig, at: int = 100, length: int = 3000) -> bytes:
    """Overwrite a part of the database, and tell what it is now."""
    data = bytearray(path(config).read_bytes())
    data[at : at + length] = b"\xa5" * length
    path(config).write_bytes(data)
    return bytes(data)


def told(house: House) -> list[str]:
    """Tell what the counselor reads of it; that slots are as old as a backup has its own test."""
    with house.database.reading() as db:
        sentences = [one.sentence for one in notices.unseen(db)]
    return [sentence for sentence in sentences if sentence != AS_IT_WAS]


@pytest.fixture
def opened() -> Iterator[list[House]]:
    houses: list[House] = []
    yield houses
    for house in houses:
        house.close()


def start(config: HouseConfig, opened: list[House]) -> House:
    opened.append(open_repaired(config))
    return opened[-1]


def test_a_sound_house_is_opened_as_it_is(kept: HouseConfig, opened: list[House]) -> None:
    house = start(kept, opened)
    assert told(house) == []
    assert moving.set_aside(path(kept), moving.DAMAGED) == []


@pytest.mark.parametrize(("at", "length"), [(0, 16), (100, 3000), (0, 3 * PAGE)])
def test_damaged_records_are_restored_and_the_broken_file_is_kept(
    kept: HouseConfig, opened: list[House], at: int, length: int
) -> None:
    with closing(sqlite3.connect(path(kept))) as db:
        before = everything(db)
    broken = spoil(kept, at, length)
    with pytest.raises(StoreDamaged):
        open_house(kept)
    house = start(kept, opened)
    assert told(house) == [repair.RESTORED]
    (aside,) = moving.set_aside(path(kept), moving.DAMAGED)
    assert aside.read_bytes() == broken
    with house.database.reading() as db:
        after = everything(db.conn)
    for table in ("visits", "children", "consents", "key_slots", "counselors"):
        assert after[table] == before[table]
    unlock(house)


def test_only_a_service_repairs(kept: HouseConfig) -> None:
    broken = spoil(kept)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            open_house(kept)
    assert path(kept).read_bytes() == broken


def test_without_any_backup_the_house_begins_empty_and_says_so(
    closed: HouseConfig, opened: list[House]
) -> None:
    broken = spoil(closed)
    house = start(closed, opened)
    assert told(house) == [repair.EMPTY]
    with house.database.reading() as db:
        assert house_store.record(db) is None
    assert moving.set_aside(path(closed), moving.DAMAGED)[0].read_bytes() == broken


def test_the_first_page_of_a_house_that_began_empty_asks_to_call_first(
    closed: HouseConfig,
) -> None:
    spoil(closed)
    app = create_app(closed, open_repaired)
    client = app.test_client()
    page = client.get("/counselor/setup").text
    assert "请先联系总部" in page and "没有能用的备份" in page
    assert client.get("/who").status_code == 200
    app.extensions["house"].close()


def test_a_backup_that_is_damaged_too_is_passed_over(
    kept: HouseConfig, opened: list[House]
) -> None:
    with sqlite3.connect(path(kept)) as db:
        db.execute("UPDATE sequence SET last = last + 1")
    db.close()
    later = backup.make(path(kept), kept.backup_directory)
    later.path.write_bytes(later.path.read_bytes()[:-1])
    spoil(kept)
    assert told(start(kept, opened)) == [repair.RESTORED]


def test_records_that_are_gone_come_back_from_their_backup(
    kept: HouseConfig, opened: list[House]
) -> None:
    path(kept).unlink()
    assert told(start(kept, opened)) == [repair.LOST]


def test_records_cut_to_nothing_come_back_too(kept: HouseConfig, opened: list[House]) -> None:
    path(kept).write_bytes(b"")
    assert told(start(kept, opened)) == [repair.LOST]


def test_records_that_are_gone_with_no_good_backup_are_a_loss_that_is_told(
    kept: HouseConfig, opened: list[House]
) -> None:
    path(kept).unlink()
    (only,) = backup.listed(kept.backup_directory)
    only.path.write_bytes(only.path.read_bytes()[:-1])
    house = start(kept, opened)
    assert told(house) == [repair.EMPTY]
    with house.database.reading() as db:
        assert db.execute("SELECT last FROM sequence").fetchone() > (only.made.seq,)


def test_a_new_house_is_no_loss(tmp_path: Path, opened: list[House]) -> None:
    house = start(HouseConfig(data=tmp_path / "new"), opened)
    assert told(house) == []


@pytest.fixture
def years(unlocked: House, panda: Child) -> HouseConfig:
    """A closed house with more visits than a start looks at."""
    config = unlocked.config
    with unlocked.database.transaction() as db:
        (seq,) = db.execute("SELECT last FROM sequence").fetchone()
        day = "2016-01-01"
        db.conn.executemany(
            "INSERT INTO visits (seq, child, day, at, clock, boot, left_at, how)"
            " VALUES (?, ?, ?, 0, 'trusted', 'b', 1, 'touch')",
            [(seq + number, panda.id, day) for number in range(1, 20000)],
        )
        db.execute("UPDATE sequence SET last = last + 20000")
    unlocked.close()
    return config


def spoil_the_middle(config: HouseConfig) -> None:
    spoil(config, path(config).stat().st_size // PAGE // 2 * PAGE, PAGE)


def test_damage_that_a_start_does_not_look_for_is_found_beside_it_and_repaired_by_the_next(
    years: HouseConfig, opened: list[House]
) -> None:
    backup.make(path(years), years.backup_directory)
    spoil_the_middle(years)
    house = start(years, opened)
    assert told(house) == [] and not would_start_better(house)
    look_at_everything(house)
    assert would_start_better(house)
    house.close()
    again = start(years, opened)
    assert told(again) == [repair.RESTORED]
    assert not would_start_better(again)
    with again.database.reading() as db:
        assert db.execute("SELECT count(*) FROM visits").fetchone() == (19999,)


@pytest.mark.parametrize("backups", ["none", "damaged"])
def test_without_a_good_backup_a_house_goes_on_with_what_can_be_read(
    years: HouseConfig, opened: list[House], backups: str
) -> None:
    if backups == "damaged":
        made = backup.make(path(years), years.backup_directory)
        made.path.write_bytes(made.path.read_bytes()[:-1])
    spoil_the_middle(years)
    for _ in range(2):
        soundness.mark(years.directory)
        house = start(years, opened)
        look_at_everything(house)
        assert not would_start_better(house)
        assert told(house) == [repair.GOES_ON]
        with house.database.reading() as db:
            assert house_store.record(db)
        house.close()
    assert moving.set_aside(path(years), moving.DAMAGED) == []


def test_damage_that_was_noted_but_is_not_there_changes_nothing(
    kept: HouseConfig, opened: list[House]
) -> None:
    soundness.mark(kept.directory)
    with closing(sqlite3.connect(path(kept))) as db:
        before = photograph(db)
    house = start(kept, opened)
    assert told(house) == [] and not soundness.is_marked(kept.directory)
    with house.database.reading() as db:
        after = photograph(db.conn)
    # A start writes of itself only when its boot began.
    assert {name for name in before if before[name] != after[name]} <= {
        "boots",
        "audit",
        "sequence",
    }
    assert moving.set_aside(path(kept), moving.DAMAGED) == []


def test_only_the_latest_three_broken_files_are_kept_and_none_is_overwritten(
    kept: HouseConfig, opened: list[House]
) -> None:
    broken = []
    for number in range(5):
        broken.append(spoil(kept, 100 + number, 2000))
        start(kept, opened).close()
    aside = moving.set_aside(path(kept), moving.DAMAGED)
    assert [one.name for one in aside] == [f"house.db.damaged-{number}" for number in (5, 4, 3)]
    assert [one.read_bytes() for one in aside] == broken[:1:-1]


@pytest.mark.parametrize("moment", range(4))
def test_a_power_cut_in_the_middle_of_a_move_loses_neither(kept: HouseConfig, moment: int) -> None:
    """The states that a cut can leave, in the order in which the move makes them."""
    house = path(kept)
    with closing(sqlite3.connect(house)) as db:
        before = everything(db)
    log = house.with_name(f"{house.name}-wal")
    log.write_bytes(b"the log of the old")
    old = house.read_bytes()
    coming = house.with_name(f"{house.name}.coming-{moving.DAMAGED}")
    coming.write_bytes(old)
    aside = house.with_name(f"{house.name}.{moving.DAMAGED}-1")
    if moment > 0:
        log.rename(aside.with_name(f"{aside.name}-wal"))
    if moment > 1:
        house.rename(aside)
    if moment > 2:
        coming.rename(house)
    with closing_database(house) as db:
        assert everything(db) == before
    assert aside.read_bytes() == old
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"the log of the old"
    assert not coming.exists()


class closing_database:  # noqa: N801
    """Open the records as a command does."""

    def __init__(self, house: Path) -> None:
        self._database = Database(house)

    def __enter__(self) -> sqlite3.Connection:
        with self._database.reading() as db:
            return db.conn

    def __exit__(self, *_: object) -> None:
        self._database.close()


def test_what_was_never_decided_is_swept_away(kept: HouseConfig, opened: list[House]) -> None:
    leftover = path(kept).with_name("house.db.building")
    leftover.write_bytes(b"half")
    spoil(kept)
    assert told(start(kept, opened)) == [repair.RESTORED]
    assert not leftover.exists()


def test_two_do_not_serve_one_house(tmp_path: Path) -> None:
    refused = pytest.raises(AlreadyServed, match="stop that first")
    with locks.serving(tmp_path), refused, locks.serving(tmp_path):
        pass
    with locks.serving(tmp_path):
        pass


def test_a_migration_is_backed_up_before_and_refused_where_it_cannot_be(
    config: HouseConfig, hands: Hands
) -> None:
    old = Path(__file__).with_name("store") / "schemas" / "1.sql"
    config.directory.mkdir(parents=True)
    with closing(sqlite3.connect(path(config))) as before:
        before.executescript(old.read_text("utf-8"))
        rows = everything(before)
    blocked = HouseConfig(data=config.data, backups=config.directory / "in-the-way")
    for place in (blocked.backup_directory, config.backup_directory):
        place.write_text("a file")
    with pytest.raises(BackupFailed):
        open_house(blocked, hands)
    with closing(sqlite3.connect(path(config))) as untouched:
        assert everything(untouched) == rows
    config.backup_directory.unlink()
    # Where backups go there is no place, but there is one beside the records.
    house = open_house(blocked, hands)
    unlock(house)
    house.close()
    (made,) = backup.listed(config.backup_directory)
    _, image = backup.open_with_card(made.path, card_key.read(config.directory))
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(image)
        assert everything(copy) == rows


def test_a_start_that_is_refused_for_want_of_a_backup_says_so_to_a_child(
    config: HouseConfig,
) -> None:
    old = Path(__file__).with_name("store") / "schemas" / "1.sql"
    config.directory.mkdir(parents=True)
    with closing(sqlite3.connect(path(config))) as before:
        before.executescript(old.read_text("utf-8"))
    (config.directory / "backups").write_text("a file")
    answer = create_app(config, open_repaired).test_client().get("/who")
    assert answer.status_code == 503
    assert "没能做好备份" in answer.text
