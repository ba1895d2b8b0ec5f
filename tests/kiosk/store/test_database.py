import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.audit import Action
from kiosk.domain.children import Child
from kiosk.errors import StoreDamaged, StoreError, StoreFull, StoreTooNew, VaultLocked
from kiosk.house import House, open_house
from kiosk.store.attendance import visits
from kiosk.store.database import FILE_NAME, PATIENCE, Database
from kiosk.store.rights import audit
from tests.disks import as_nobody, for_everybody


def test_the_records_are_durable_strict_and_for_one_owner(house: House) -> None:
    with house.database.reading() as db:
        assert db.journal_mode == "wal"
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
        names = {row[0] for row in db.execute(loose)}
    assert {name for name in names if not name.startswith(("sqlite_", "_sqlite"))} == set()
    assert house.database.path.stat().st_mode & 0o077 == 0


def test_a_refused_touch_changes_nothing(unlocked: House, panda: Child) -> None:
    with pytest.raises(RuntimeError), unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        raise RuntimeError
    with unlocked.database.reading() as db:
        assert db.table("visits").count == 0


def test_a_vault_that_locks_itself_meanwhile_is_not_taken_for_a_broken_card(house: House) -> None:
    with pytest.raises(VaultLocked), house.database.transaction():
        _ = house.vault.keeper


def test_a_full_card_is_one_sentence_and_keeps_what_was_there(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreFull, match="card is full"), unlocked.database.transaction() as db:
        for _ in range(1000):
            visits.leave(db, panda.id, unlocked.clock())
            visits.check_in(db, panda.id, unlocked.clock())
    with unlocked.database.reading() as db:
        assert len(visits.here(db, unlocked.clock())) == 1


def first_days(house: House) -> list[str | None]:
    """Tell what is remembered of when children came first."""
    query = "SELECT first_day FROM children"
    read = house.database.remembered
    return read("first days", lambda db: [row[0] for row in db.execute(query).fetchall()])


def test_what_was_read_is_read_again_only_after_a_change(unlocked: House, panda: Child) -> None:
    before = first_days(unlocked)
    assert before == [None]
    assert first_days(unlocked) is before
    with unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
    assert first_days(unlocked) == ["2026-11-24"]


def test_what_another_program_wrote_is_seen_at_once(unlocked: House, panda: Child) -> None:
    assert first_days(unlocked) == [None]
    with closing(sqlite3.connect(unlocked.database.path)) as other, other:
        other.execute("UPDATE children SET first_day = '2026-11-23' WHERE id = ?", [panda.id])
    assert first_days(unlocked) == ["2026-11-23"]


def test_what_was_taken_back_is_not_remembered(unlocked: House, panda: Child) -> None:
    with pytest.raises(RuntimeError), unlocked.database.transaction() as db:
        visits.check_in(db, panda.id, unlocked.clock())
        assert first_days(unlocked) == ["2026-11-24"]
        raise RuntimeError
    assert first_days(unlocked) == [None]


def test_records_of_a_newer_version_are_refused(house: House) -> None:
    with house.database.transaction() as db:
        row = {"migration_set": "house", "name": "of_next_year", "applied_at": "2027"}
        db.table("_sqlite_migrations").insert(row)
    with pytest.raises(StoreTooNew, match="newer version"):
        Database(house.database.path)


def test_damaged_records_are_told_apart(config: HouseConfig) -> None:
    path = config.directory / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged):
        open_house(config)


def test_the_audit_cannot_be_rewritten(house: House) -> None:
    for sentence in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with (
            pytest.raises(Exception, match="append-only"),
            house.database.transaction() as db,
        ):
            db.execute(sentence)


def test_a_line_of_the_audit_changed_behind_our_back_is_found(house: House) -> None:
    with house.database.transaction() as db:
        audit.note(db, house.clock(), "li", "looked at child", "x")
        assert audit.first_broken(db) is None
    with sqlite3.connect(house.database.path) as thief:
        thief.execute("DROP TRIGGER audit_is_never_changed")
        (seq,) = thief.execute("SELECT min(seq) FROM audit").fetchone()
        thief.execute("UPDATE audit SET who = 'nobody' WHERE seq = ?", [seq])
    thief.close()
    with house.database.reading() as db:
        assert audit.first_broken(db) == seq


def test_a_locked_vault_is_not_taken_for_records_that_cannot_be_opened(house: House) -> None:
    with pytest.raises(VaultLocked), house.database.transaction():
        _ = house.vault.keeper


@contextmanager
def another_reads(house: House) -> Iterator[None]:
    """Let another program, a backup for one, look at the records as they are now."""
    with closing(sqlite3.connect(house.database.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM audit").fetchone()
        yield


def write(house: House) -> None:
    with house.database.transaction() as db:
        audit.note(db, house.clock(), "li", Action.LOOKED_AT_CHILD, "x")


def length_of_log(house: House) -> int:
    return house.database.path.with_name(f"{FILE_NAME}-wal").stat().st_size


def test_the_log_is_emptied_later_where_another_reads_and_a_child_does_not_wait(
    house: House,
) -> None:
    write(house)
    with another_reads(house):
        write(house)
        before = time.monotonic()
        assert house.database.scrub() is False
        house.database.scrub_what_is_left()
        assert time.monotonic() - before < 1
        assert length_of_log(house) > 0
    house.database.scrub_what_is_left()
    assert length_of_log(house) == 0


def test_after_a_try_to_empty_the_log_a_writer_has_its_patience_again(house: House) -> None:
    write(house)
    with another_reads(house):
        house.database.scrub()
    with house.database.reading() as db:
        assert db.execute("PRAGMA busy_timeout").fetchone() == (PATIENCE * 1000,)


def test_a_log_that_was_emptied_is_emptied_again_only_when_that_is_asked_for(house: House) -> None:
    write(house)
    assert house.database.scrub() is True
    write(house)
    house.database.scrub_what_is_left()
    assert length_of_log(house) > 0
    house.database.scrub_soon()
    assert length_of_log(house) > 0
    house.database.scrub_what_is_left()
    assert length_of_log(house) == 0


def refuse_to_empty(_action: int, what: str | None, *_: object) -> int:
    return sqlite3.SQLITE_DENY if what == "wal_checkpoint" else sqlite3.SQLITE_OK


@contextmanager
def log_that_stays(house: House) -> Iterator[None]:
    """Let the log not be emptied: the card has no room for what is in it, say."""
    with house.database.reading() as db:
        db.conn.set_authorizer(refuse_to_empty)
    yield
    with house.database.reading() as db:
        db.conn.set_authorizer(None)


def test_a_log_that_could_not_be_emptied_is_emptied_when_it_can(house: House) -> None:
    assert house.database.scrub() is True
    write(house)
    with log_that_stays(house), pytest.raises(StoreError):
        house.database.scrub()
    house.database.scrub_what_is_left()
    assert length_of_log(house) == 0


def test_what_another_process_left_in_the_log_is_emptied_unasked(house: House) -> None:
    write(house)
    assert length_of_log(house) > 0
    with closing(Database(house.database.path)) as another:
        another.scrub_what_is_left()
        assert length_of_log(house) == 0


def test_records_where_nobody_may_look_are_one_sentence() -> None:
    with for_everybody() as place:
        (place / "hers").mkdir(mode=0o700)
        with as_nobody(), pytest.raises(StoreError) as refused:
            Database(place / "hers" / "house" / FILE_NAME)
    assert str(refused.value) == "The records cannot be opened: Permission denied."
