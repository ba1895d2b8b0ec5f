"""What a backup is made of: the records at one moment, and looked at as a whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.children import Child
from kiosk.errors import BackupFailed, BadBackup
from kiosk.house import House
from kiosk.store.attendance import visits
from kiosk.store.keys import card_key
from kiosk.store.safety import backup, snapshot


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def test_records_that_refer_to_nothing_make_no_backup(unlocked: House, place: Path) -> None:
    with closing(sqlite3.connect(unlocked.database.path)) as db, db:
        db.execute(
            "INSERT INTO visits (seq, child, day, at, clock, boot, how)"
            " VALUES (900000, 'nobody', '2026-11-24', 1, 'trusted', 'one', 'touch')"
        )
    with pytest.raises(BackupFailed, match="could not be read back"):
        backup.make(unlocked.database.path, place)
    assert not list(place.glob("house-*"))


def test_what_is_recorded_while_it_is_made_is_not_in_it(
    unlocked: House, panda: Child, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_PAGES_A_STEP", 5)
    parts: list[float] = []

    def come(part: float) -> None:
        if not parts:
            with unlocked.database.transaction() as db:
                visits.check_in(db, panda.id, unlocked.clock())
        parts.append(part)

    made = backup.make(unlocked.database.path, place, progress=come)
    _, image = backup.open_with_card(made.path, card_key.read(unlocked.config.directory))
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(image)
        assert copy.execute("SELECT * FROM visits").fetchall() == []
    assert parts == sorted(parts) and parts[0] < 0.1 and parts[-1] == 1


def test_it_tells_the_end_of_the_audit_and_what_is_damaged_is_no_backup(
    unlocked: House, panda: Child
) -> None:
    with unlocked.database.snapshot() as source:
        image, facts = snapshot.take(source, lambda _: None)
        lines = source.execute("SELECT hash, boot FROM audit ORDER BY seq").fetchall()
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'tallies'"
        (page,) = source.execute(query).fetchone()
        (size,) = source.execute("PRAGMA page_size").fetchone()
    assert len(lines) > 1 and (facts.audit, facts.boot) == lines[-1]
    assert snapshot.check(image) == facts
    damaged = bytearray(image)
    damaged[(page - 1) * size + 1 : (page - 1) * size + 3] = b"\x0f\xf0"
    with pytest.raises(BadBackup):
        snapshot.check(bytes(damaged))
