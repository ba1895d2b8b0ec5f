"""A headquarters of a file: on both databases, across them, with houses that went on meanwhile."""

import random
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, func, insert, select

from sync.hq import keyring, setup
from sync.hq.answer import post
from sync.hq.app import create_app
from sync.hq.backup import archive, restoring, rows, saving
from sync.hq.config import HqConfig
from sync.hq.errors import DamagedBackup, NewerDatabase, Refused
from sync.hq.people import audit, sessions
from sync.hq.store.database import open_database
from sync.hq.store.schema import envelopes, letters, messages
from sync.messages import ANNOUNCEMENT
from tests.postgres import empty_database
from tests.processes import wait_for
from tests.sync.hq.cast import NOW, PASSWORD, Clock, Office, listening
from tests.sync.hq.store.test_migrating import lay

PASSPHRASE = "seven quiet lanterns"


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_socket: Path
) -> Iterator[HqConfig]:
    """The configuration of a machine on which there is no headquarters yet."""
    config = HqConfig(data=tmp_path / "elsewhere", second_factor=False)
    if request.param == "sqlite":
        yield config
        return
    with empty_database(postgres_socket) as address:
        yield replace(config, database=address)


@pytest.fixture
def there(tmp_path: Path) -> HqConfig:
    """Such a machine with SQLite."""
    return HqConfig(data=tmp_path / "there", second_factor=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hq.backup"


@contextmanager
def opened(config: HqConfig, clock: Clock) -> Iterator[Office]:
    app = create_app(config, clock)
    with listening(app) as url:
        yield Office(app, url, config)


def everything(config: HqConfig) -> dict[str, list[tuple[object, ...]]]:
    database = open_database(config)
    with database.reading() as connection:
        read = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in rows.tables()
        }
    database.close()
    return read


def fill(office: Office) -> None:
    """Let houses tell of three years and of a time before them, ask, and be written to."""
    first, second = office.enrolled_house(), office.enrolled_house(county="yudu")
    office.new_house()
    office.send(first.ask(1), first.day(2, date(2024, 3, 1)), first.month(3), first.day(4))
    office.send(second.day(1, date(1970, 1, 1)), second.letter(2, "song", {"a": 1}))
    office.send(first.question(5, office.hq.ring.panel_public, "怎么办？"))
    office.send(first.day(9), b"rubbish")
    with office.hq.database.transaction() as connection:
        content = {"a": 1, "t": "Hello", "x": "Everybody"}
        post.write(connection, ANNOUNCEMENT, content, "lin", office.hq.clock())
    office.send(first.ask(6))
    keyring.rotate(office.config.keys, "signing")


def save(office: Office, file: Path, passphrase: str | None = PASSPHRASE) -> saving.Saved:
    return saving.save(office.config, file, passphrase, NOW)


def restore(config: HqConfig, file: Path, passphrase: str | None = PASSPHRASE) -> dict[str, int]:
    return restoring.restore(config, file, passphrase, NOW)


def test_every_row_and_every_key_is_there_again(
    office: Office, elsewhere: HqConfig, file: Path
) -> None:
    fill(office)
    saved = save(office, file)
    assert restore(elsewhere, file) == saved.rows
    known, found = everything(office.config), everything(elsewhere)
    restored = [row for row in found["audit"] if audit.Action.RESTORED_BACKUP in row]
    assert len(restored) == 1
    found["audit"].remove(restored[0])
    # What it knew of what houses have is noted as of a backup.
    assert {row[1] for row in found.pop("heard")} == {0}
    assert len(known.pop("heard")) == 1
    assert found == known
    assert keyring.load(elsewhere.keys) == keyring.load(office.config.keys)
    assert len(known["letters"]) == len(known["envelopes"]) == 9


def test_it_draws_its_next_numbers_behind_the_old_ones(
    office: Office, elsewhere: HqConfig, file: Path
) -> None:
    fill(office)
    save(office, file)
    restore(elsewhere, file)
    database = open_database(elsewhere)
    with database.transaction() as connection:
        highest = connection.execute(select(func.max(messages.c.id))).scalar_one()
        row = {"kind": ANNOUNCEMENT, "content": b"\xa0", "written_at": 1, "written_by": "lin"}
        made = connection.execute(insert(messages).values(**row)).inserted_primary_key
        assert made[0] == highest + 1 > 1
        audit.note(connection, NOW, "lin", audit.Action.ADDED_HOUSE)
    database.close()


def test_no_session_of_before_opens_anything(
    office: Office, elsewhere: HqConfig, file: Path
) -> None:
    now = office.hq.clock()
    with office.hq.database.transaction() as connection:
        stolen = sessions.begin(connection, "lin", now)
        assert sessions.find(connection, stolen, now)
    save(office, file)
    with office.hq.database.transaction() as connection:
        sessions.end_all(connection, "lin")
    restore(elsewhere, file)
    database = open_database(elsewhere)
    with database.reading() as connection:
        assert sessions.find(connection, stolen, now) is None
    database.close()


def test_a_house_goes_on_where_the_backup_ends(
    office: Office, elsewhere: HqConfig, file: Path, clock: Clock
) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1), house.day(2))
    save(office, file)
    restore(elsewhere, file)
    with opened(elsewhere, clock) as again:
        answer = again.send(house.day(2, present=9), house.day(3))
        assert (answer.accepted, answer.refused) == (3, (2,))
        assert again.enrolled_house().house == "yuexi-0002"


def test_a_backup_is_of_one_moment_while_houses_send(office: Office, file: Path) -> None:
    house, done = office.enrolled_house(), threading.Event()
    sent: list[int] = []

    def send() -> None:
        while not done.is_set():
            seq = len(sent) + 1
            office.send(house.day(seq, NOW.date() - timedelta(days=seq)))
            sent.append(seq)

    def save_meanwhile(number: int) -> dict[str, int]:
        before = len(sent)
        wait_for("more to be sent", 20, lambda: len(sent) > before)
        return save(office, file.with_name(str(number)), None).rows

    sender = threading.Thread(target=send)
    sender.start()
    try:
        counted = [save_meanwhile(number) for number in range(3)]
    finally:
        done.set()
        sender.join()
    for one in counted:
        assert one["envelopes"] == one["letters"] == one["days"]
    assert counted[0]["days"] < counted[-1]["days"]


def test_a_damaged_file_changes_nothing(office: Office, there: HqConfig, file: Path) -> None:
    office.enrolled_house()
    save(office, file)
    spoilt = bytearray(file.read_bytes())
    spoilt[-100] ^= 1
    file.write_bytes(spoilt)
    with pytest.raises(DamagedBackup, match="is damaged") as problem:
        restore(there, file)
    assert len(str(problem.value).splitlines()) == 1
    assert not there.data.exists()


# Read before the end tells that the file is not whole: any bit of an item may be another one.
@pytest.mark.parametrize(
    "item",
    [7, ["rows"], {"tacle": "letters", "rows": [[1]]}, {"table": "letters", "rows": 1}, {"ene": 1}],
)
def test_an_item_of_which_a_bit_is_another_is_damage(
    there: HqConfig, file: Path, item: object
) -> None:
    writer = archive.Writer(file)
    for one in ({"tables": {}}, item, {"end": {}}):
        writer.write(one)
    writer.finish()
    writer.close()
    with pytest.raises(DamagedBackup, match="is damaged"):
        restore(there, file)


def test_a_file_that_is_something_else_is_refused(there: HqConfig, file: Path) -> None:
    file.write_text("a letter to the foundation")
    with pytest.raises(DamagedBackup, match="no backup of headquarters"):
        restore(there, file)


def test_only_an_empty_headquarters_is_filled(office: Office, file: Path) -> None:
    save(office, file)
    before = everything(office.config)
    with pytest.raises(Refused, match="already a headquarters"):
        restore(office.config, file)
    assert everything(office.config) == before


def test_a_database_that_belongs_to_another_one_is_not_touched(
    small_office: Office, file: Path, tmp_path: Path, elsewhere: HqConfig
) -> None:
    save(small_office, file)
    setup.initialise(elsewhere, "wang", PASSWORD, NOW)
    elsewhere.keys.rename(tmp_path / "away")
    before = everything(elsewhere)
    with pytest.raises(Refused, match="already belongs"):
        restore(elsewhere, file)
    assert everything(elsewhere) == before
    assert not elsewhere.keys.exists()


def test_the_passphrase_opens_the_keys_and_no_other_does(
    small_office: Office, there: HqConfig, file: Path
) -> None:
    save(small_office, file)
    for wrong, said in (("seven quiet lantern", "does not open"), (None, "give its passphrase")):
        with pytest.raises(Refused, match=said):
            restore(there, file, wrong)
    assert not there.data.exists()


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", ""])
def test_a_weak_passphrase_is_refused(small_office: Office, file: Path, weak: str) -> None:
    with pytest.raises(Refused, match="at least 12"):
        save(small_office, file, weak)
    assert not file.exists()


def test_without_keys_they_are_put_there_first(
    small_office: Office, there: HqConfig, file: Path
) -> None:
    assert not save(small_office, file, None).has_keys
    with pytest.raises(Refused, match="holds no keys"):
        restore(there, file, None)
    there.data.mkdir()
    small_office.config.keys.rename(there.keys)
    assert restore(there, file, None)["accounts"] == 1


def test_a_file_that_is_there_is_not_written_over(small_office: Office, file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(Refused, match="already a file"):
        save(small_office, file)
    assert file.read_text() == "mine"


def test_where_it_cannot_be_written_nothing_is_left(small_office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Cannot write"):
        save(small_office, tmp_path / "nowhere" / "hq.backup", None)
    assert not (tmp_path / "nowhere").exists()


def test_a_backup_of_an_earlier_version_takes_the_steps_since(
    small_office: Office, elsewhere: HqConfig, tmp_path: Path, file: Path
) -> None:
    before = HqConfig(data=tmp_path / "before")
    lay(before, 9)
    write_as_of(before, 9, file)
    elsewhere.data.mkdir()
    small_office.config.keys.rename(elsewhere.keys)
    restore(elsewhere, file, None)
    known, found = everything(before), everything(elsewhere)
    found["audit"].pop()
    assert len(found.pop("heard")) == len(known.pop("heard")) == 1
    assert found == known
    assert len(known["letters"]) == 4


def write_as_of(config: HqConfig, step: int, file: Path) -> None:
    """Write the backup that a version of then would have written."""
    engine, found = create_engine(f"sqlite:///{config.data / 'hq.db'}"), MetaData()
    found.reflect(engine)
    tables = [table for table in found.sorted_tables if table.name != "version"]
    writer = archive.Writer(file)
    names = {one.name: list(one.columns.keys()) for one in tables}
    writer.write({"step": step, "at": 1, "keys": None, "tables": names})
    counted = {}
    with engine.connect() as connection:
        for table in tables:
            kept = [list(row) for row in connection.execute(select(table))]
            writer.write({"table": table.name, "rows": kept})
            counted[table.name] = len(kept)
    writer.write({"end": counted})
    writer.finish()
    writer.close()
    engine.dispose()


def test_a_backup_of_a_later_version_is_refused(
    small_office: Office, there: HqConfig, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(saving.migrating, "step_of", lambda _: 99)
        later.setattr(saving.migrating, "newest", lambda: 99)
        save(small_office, file, None)
    with pytest.raises(NewerDatabase, match="schema 99"):
        restore(there, file, None)


def test_the_keys_are_away_again_when_the_last_step_fails(
    small_office: Office, there: HqConfig, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(small_office, file)

    def fail(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(keyring, "load", fail)
        with pytest.raises(Refused, match="Input/output"):
            restore(there, file)
    assert not there.keys.exists()
    assert restore(there, file)["accounts"] == 1


def put_letters(office: Office, count: int) -> None:
    """Keep so many letters of 2 KiB that no compression makes smaller."""
    rng, house = random.Random(1), office.enrolled_house()
    for begin in range(0, count, 1000):
        keys = [
            {"house": house.house, "epoch": house.epoch, "seq": seq, "received_at": 1}
            for seq in range(begin, begin + 1000)
        ]
        known = [key | {"hash": bytes(32), "kind": "day"} for key in keys]
        sealed = [key | {"envelope": rng.randbytes(2048)} for key in keys]
        with office.hq.database.transaction() as connection:
            connection.execute(insert(envelopes), known)
            connection.execute(insert(letters), sealed)


def test_memory_stays_flat_however_much_there_is(
    small_office: Office, there: HqConfig, file: Path
) -> None:
    put_letters(small_office, 20_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    saved = save(small_office, file, None)
    there.data.mkdir()
    small_office.config.keys.rename(there.keys)
    assert restore(there, file, None)["letters"] == saved.rows["letters"] == 20_000
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert file.stat().st_size > 40_000_000
    assert grown < 20, f"{grown:.0f} MB more"
