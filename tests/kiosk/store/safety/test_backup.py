"""A backup holds everything, opens only with a key, and is never believed unread."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from errno import EIO
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from kiosk.domain.children import Child
from kiosk.errors import BackupFailed, BadBackup, NotFounded, OtherKey
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.keys import card_key
from kiosk.store.safety import backup, backup_file, locks, snapshot, stream
from kiosk.store.safety.backup import Backup
from kiosk.store.safety.backup_file import MAGIC, Header, Progress
from tests.cast import GUARDIAN, Hands
from tests.disks import only_to_be_read


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def kept(unlocked: House, panda: Child, place: Path) -> Backup:
    """A backup of a house in which a child was today."""
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    return backup.make(unlocked.database.path, place, unlocked.clock())


def key(house: House) -> bytes | None:
    return card_key.read(house.config.directory)


def everything(db: sqlite3.Connection) -> dict[str, list[tuple]]:
    """Read every row of every table."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(names)}


def test_every_row_of_every_table_is_in_it(unlocked: House, kept: Backup) -> None:
    _, image = backup.open_with_card(kept.path, key(unlocked))
    with unlocked.database.reading() as db, closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(image)
        assert everything(copy) == everything(db.conn)
        assert len(everything(copy)["visits"]) == 1


def test_nothing_clear_reaches_the_place_nor_the_key(unlocked: House, kept: Backup) -> None:
    written = b"".join(path.read_bytes() for path in kept.path.parent.iterdir())
    for secret in ("小竹", GUARDIAN, "大坪村", "李老师", "13800001111"):
        assert secret.encode() not in written
    assert b"SQLite format" not in written
    assert key(unlocked) not in written
    assert [path.name for path in kept.path.parent.iterdir()] == [kept.path.name]


def test_the_cards_key_is_for_its_owner_only_and_stays(unlocked: House, kept: Backup) -> None:
    path = unlocked.config.directory / card_key.FILE_NAME
    before = path.read_bytes()
    assert (len(before), path.stat().st_mode & 0o077) == (32, 0)
    backup.make(unlocked.database.path, kept.path.parent)
    assert path.read_bytes() == before


def test_it_opens_with_the_houses_key_and_no_other(unlocked: House, kept: Backup) -> None:
    private = bytes(unlocked.vault._private)
    assert backup.open_with_house(kept.path, private)[1].startswith(b"SQLite format 3\0")
    with pytest.raises(OtherKey, match="another house"):
        backup.open_with_house(kept.path, bytes(PrivateKey.generate()))
    with pytest.raises(OtherKey, match="this card's key"):
        backup.open_with_card(kept.path, bytes(32))
    with pytest.raises(OtherKey, match="this card's key"):
        backup.open_with_card(kept.path, None)


def test_one_that_the_stick_cannot_read_is_not_sound(
    kept: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bytes:
        raise OSError(EIO, "a bad sector")

    assert backup.is_sound(kept.path)
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert not backup.is_sound(kept.path)


def test_the_foundations_recovery_key_opens_it(kept: Backup, recovery: tuple[bytes, bytes]) -> None:
    (slot,) = [slot for slot in kept.header.slots if slot["kind"] == "recovery"]
    private = SealedBox(PrivateKey(recovery[0])).decrypt(slot["wrapped"])
    assert backup.open_with_house(kept.path, private)[1]


@pytest.mark.parametrize("seed", range(60))
def test_a_bit_that_turned_is_found_without_any_key(kept: Backup, seed: int) -> None:
    data = bytearray(kept.path.read_bytes())
    data[Random(seed).randrange(len(data))] ^= 1 << Random(seed).randrange(8)
    kept.path.write_bytes(data)
    assert not backup.is_sound(kept.path)
    with pytest.raises(BadBackup) as refusal:
        backup.open_with_card(kept.path, bytes(32))
    assert not isinstance(refusal.value, OtherKey)
    assert str(refusal.value).count(".") <= 2 and str(refusal.value).endswith(".")


@pytest.mark.parametrize("kept_part", [0, 1, 25, 500, 0.5, -1, -33])
def test_one_that_was_cut_short_is_refused(kept: Backup, kept_part: float) -> None:
    data = kept.path.read_bytes()
    end = int(len(data) * kept_part) if isinstance(kept_part, float) else kept_part
    kept.path.write_bytes(data[:end])
    with pytest.raises(BadBackup):
        backup.open_with_card(kept.path, bytes(32))
    assert not backup.is_sound(kept.path)


def test_what_is_no_backup_is_refused_and_not_listed(kept: Backup, unlocked: House) -> None:
    letter = kept.path.with_name("house-999999999999-2026-11-24.aiyou")
    letter.write_bytes(b"Dear house, " * 1000)
    with pytest.raises(BadBackup, match="no backup of a house"):
        backup.open_with_card(letter, key(unlocked))
    assert [one.path for one in backup.listed(kept.path.parent)] == [kept.path]
    newest = backup.newest(kept.path.parent)
    assert newest and newest.path == kept.path


def forge(path: Path, change: dict) -> None:
    """Write another header over a stream, with a digest that is right."""
    header, data = backup_file.read_sound(path)
    old = backup_file._encode(header)
    told = backup_file._encode(type(header)(**{**vars_of(header), **change}))
    body = told + data[len(old) : -32]
    path.write_bytes(body + backup_file.blake2b(body, digest_size=32).digest())


def vars_of(header: backup_file.Header) -> dict:
    return {name: getattr(header, name) for name in header.__slots__}


@pytest.mark.parametrize(
    "change", [{"seq": 7}, {"made_at": 0}, {"size": 4096}, {"slots": []}, {"boot": "x"}]
)
def test_a_header_that_was_written_anew_does_not_fit_its_stream(
    unlocked: House, kept: Backup, change: dict
) -> None:
    forge(kept.path, change)
    with pytest.raises(BadBackup):
        backup.open_with_card(kept.path, key(unlocked))


@pytest.mark.parametrize(
    "change", [{"size": 1 << 60}, {"seq": -1}, {"seq": 1 << 62}, {"clock": "late"}, {"made_at": ""}]
)
def test_a_header_that_makes_no_sense_is_refused(kept: Backup, change: dict) -> None:
    forge(kept.path, change)
    with pytest.raises(BadBackup, match="damaged"):
        backup.look(kept.path)


def test_a_stream_is_whole_or_nothing() -> None:
    one, told = stream.new_key(), b"told"
    plain = bytes(range(256)) * 1000
    for size in (0, 1, stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, len(plain)):
        sent = b"".join(stream.encrypt(one, told, [plain[:size]]))
        assert b"".join(stream.decrypt(one, told, memoryview(sent))) == plain[:size]
    whole = [24 + (stream.CHUNK + 17) * number for number in (1, 2, 3)]
    for end in (*whole, 24, 40, len(sent) - 1):
        with pytest.raises(CryptoError):
            list(stream.decrypt(one, told, memoryview(sent[:end])))
    more = sent + sent[24 : whole[0]]
    with pytest.raises(CryptoError):
        list(stream.decrypt(one, told, memoryview(more)))
    with pytest.raises(CryptoError):
        list(stream.decrypt(one, b"else", memoryview(sent)))


def test_a_house_before_its_first_day_has_nothing_to_back_up(
    bare_house: House, place: Path
) -> None:
    with pytest.raises(NotFounded):
        backup.make(bare_house.database.path, place)
    assert not place.exists()


def test_one_that_is_not_what_it_should_be_does_not_count(
    unlocked: House, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that loses a bit on the way: what is read back is not what was written."""
    wrote = backup_file.write

    def lose_a_bit(path: Path, *rest: object) -> None:
        wrote(path, *rest)  # type: ignore[arg-type]
        data = bytearray(path.read_bytes())
        data[-100] ^= 4
        path.write_bytes(data)

    monkeypatch.setattr(backup_file, "write", lose_a_bit)
    with pytest.raises(BackupFailed, match="could not be read back"):
        backup.make(unlocked.database.path, place)
    assert list(place.iterdir()) == []


def test_one_that_holds_what_was_there_before_does_not_count(
    unlocked: House, panda: Child, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that shows what was written to it last time: whole, and not what it should be."""
    wrote = backup_file.write
    with closing(sqlite3.connect(unlocked.database.path)) as db:
        before, _ = snapshot.take(db, lambda _: None)
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())

    def write_it_again(
        path: Path, header: Header, one: bytes, _: bytes, progress: Progress
    ) -> None:
        wrote(path, replace(header, size=len(before)), one, before, progress)

    monkeypatch.setattr(backup_file, "write", write_it_again)
    with pytest.raises(BackupFailed, match="could not be read back"):
        backup.make(unlocked.database.path, place)
    assert list(place.iterdir()) == []


def test_damaged_records_make_no_backup(unlocked: House, panda: Child, place: Path) -> None:
    path = unlocked.database.path
    unlocked.database.close()
    data = bytearray(path.read_bytes())
    page = len(data) // 4096 // 2
    data[page * 4096 : (page + 3) * 4096] = bytes(3 * 4096)
    path.write_bytes(data)
    with pytest.raises(BackupFailed):
        backup.make(path, place)
    path.write_bytes(b"no records" * 4096)
    with pytest.raises(BackupFailed, match="The records cannot be read"):
        backup.make(path, place)
    assert not list(place.glob("house-*"))


def test_two_are_never_made_at_once(
    unlocked: House, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_BACKS_UP_WITHIN", 0.1)
    refused = pytest.raises(BackupFailed, match="Another backup is being made")
    with locks.backing_up(unlocked.config.directory), refused:
        backup.make(unlocked.database.path, place)
    assert not place.exists()


def test_a_place_that_cannot_be_written_to_is_one_sentence(unlocked: House, place: Path) -> None:
    place.write_text("a file where the directory should be")
    with pytest.raises(BackupFailed, match="No backup can be written there"):
        backup.make(unlocked.database.path, place)


def test_the_newest_has_the_highest_number_whatever_the_clock_says(
    unlocked: House, kept: Backup, hands: Hands
) -> None:
    with unlocked.database.transaction() as db:
        db.execute("UPDATE sequence SET last = last + 1")
    hands.moved = -timedelta(days=400)
    later = backup.make(unlocked.database.path, kept.path.parent, hands())
    assert later.made.at < kept.made.at
    newest = backup.newest(kept.path.parent)
    assert newest and newest.path == later.path
    assert [one.path for one in backup.listed(kept.path.parent)] == [later.path, kept.path]


def test_old_ones_go_but_the_newest_good_one_stays(
    unlocked: House, kept: Backup, hands: Hands
) -> None:
    place, made, ours = kept.path.parent, [kept], kept.header.public_key
    for _ in range(4):
        hands.forward(days=20)
        with unlocked.database.transaction() as db:
            db.execute("UPDATE sequence SET last = last + 1")
        made.append(backup.make(unlocked.database.path, place, hands()))
    for damaged in made[1:]:
        damaged.path.write_bytes(damaged.path.read_bytes()[:-1])
    hands.forward(days=5)
    assert backup.prune(place, hands(), ours) == 1
    assert {one.path for one in backup.listed(place)} == {one.path for one in (kept, *made[2:])}
    made[4].path.unlink()
    again = backup.make(unlocked.database.path, place, hands())
    assert backup.prune(place, hands(), ours) == 1
    left = {one.path for one in (again, *made[2:4])}
    assert {one.path for one in backup.listed(place)} == left


def test_what_cannot_be_taken_from_a_stick_stays_and_stops_nothing(
    unlocked: House, kept: Backup, hands: Hands
) -> None:
    made = [kept]
    for _ in range(3):
        hands.forward(days=20)
        made.append(backup.make(unlocked.database.path, kept.path.parent, hands()))
    with only_to_be_read(kept.path.parent):
        assert backup.prune(kept.path.parent, hands(), kept.header.public_key) == 0
    assert {one.path for one in backup.listed(kept.path.parent)} == {one.path for one in made}


def test_what_another_house_keeps_on_the_same_stick_is_left_alone(
    unlocked: House, kept: Backup, hands: Hands
) -> None:
    for _ in range(3):
        hands.forward(days=20)
        backup.make(unlocked.database.path, kept.path.parent, hands())
    assert backup.prune(kept.path.parent, hands(), bytes(32)) == 0
    assert len(backup.listed(kept.path.parent)) == 4
    assert backup.prune(kept.path.parent, hands(), kept.header.public_key) == 1
    kept = backup.listed(kept.path.parent)[0]
    assert backup.newest(kept.path.parent, bytes(32)) is None
    assert backup.newest(kept.path.parent, kept.header.public_key) == kept


@pytest.mark.parametrize("at", range(len(MAGIC) + 4, 400, 7))
def test_a_header_that_lost_a_bit_is_no_backup_and_stops_nothing(kept: Backup, at: int) -> None:
    data = bytearray(kept.path.read_bytes())
    data[at] ^= 0x55
    kept.path.write_bytes(bytes(data))
    assert len(backup.listed(kept.path.parent)) <= 1
    kept.path.write_bytes(bytes(data[:at]))
    assert backup.listed(kept.path.parent) == []
    assert backup.newest(kept.path.parent) is None


def test_what_a_power_cut_left_half_written_goes_with_the_next(
    unlocked: House, kept: Backup
) -> None:
    leftover = kept.path.with_name(".house-000000000007-2026-11-24.aiyou.part")
    leftover.write_bytes(b"half")
    backup.make(unlocked.database.path, kept.path.parent)
    assert not leftover.exists()


def test_it_is_of_one_moment_while_four_threads_write(
    unlocked: House, panda: Child, place: Path
) -> None:
    """Each write keeps two rows or none, on connections of their own; a backup holds pairs."""
    path, stop, problems = unlocked.database.path, Event(), []
    with unlocked.database.transaction() as db:
        db.execute("CREATE TABLE pairs (one INTEGER, padding BLOB) STRICT")
        db.execute("CREATE TABLE others (one INTEGER, padding BLOB) STRICT")

    def write(number: int) -> None:
        try:
            with closing(sqlite3.connect(path, timeout=30)) as own:
                while not stop.is_set():
                    with own:
                        own.execute("BEGIN IMMEDIATE")
                        for table in ("pairs", "others"):
                            row = (number, bytes(3000))
                            own.execute(f"INSERT INTO {table} VALUES (?, ?)", row)
        except sqlite3.Error as error:
            problems.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    sizes = []
    for number in range(4):
        made = backup.make(path, place / str(number))
        _, image = backup.open_with_card(made.path, key(unlocked))
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(image)
            count = [
                copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("pairs", "others")
            ]
        assert count[0] == count[1]
        sizes.append(count[0])
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sizes == sorted(sizes) and sizes[-1] > sizes[0]
