"""Headquarters changes its keys while it is running, and real houses follow it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from sqlalchemy import update

from sync import answer, batch, enrolment, inbox, outbox, records
from sync.carrying.step import step
from sync.couriers import qr
from sync.hq import keyring, setup
from sync.hq.answer import consulting
from sync.hq.errors import DamagedKeys, Refused
from sync.hq.keyring import KINDS
from sync.hq.people import audit
from sync.hq.register import houses, told_keys
from sync.hq.store import schema
from sync.keys import hq_keys
from sync.messages import KEYS
from sync.settling import NOT_HEADQUARTERS
from sync.status import wire_status
from tests.sync.conftest import NOW, put_days
from tests.sync.hq.cast import Office


@pytest.fixture
def house(db: sqlite_utils.Database, small_office: Office) -> str:
    """A real house of the office's that has said what it has."""
    enrolment.save(db, enrolment.enrol(small_office.url, small_office.new_house().code))
    inbox.ask(db, NOW)
    drain(db)
    return enrolment.need(db).house


def drain(db: sqlite_utils.Database) -> None:
    for _ in range(10):
        done = step(db)
        assert done.trouble is None
        if not done.again:
            return


def rotate(office: Office, kind: str) -> None:
    setup.rotate_key(office.config, kind, office.hq.clock())


@pytest.mark.parametrize("kind", KINDS)
def test_a_house_follows_a_headquarters_that_is_running(
    db: sqlite_utils.Database, house: str, small_office: Office, kind: str
) -> None:
    before = small_office.hq.ring
    rotate(small_office, kind)
    put_days(db, 2)
    drain(db)
    known, ring = enrolment.need(db), small_office.hq.ring
    assert (known.hq_sealing_key, known.hq_verify_key) == (ring.sealing_public, ring.verify_key)
    assert inbox.panel_key(db) == ring.panel_public
    changed = [ring.sealing_public, ring.verify_key, ring.panel_public]
    assert [new != old for new, old in zip(changed, publics(before), strict=True)] == [
        kind == one for one in KINDS
    ]
    put_days(db, 1)
    drain(db)
    assert wire_status(db).set_aside == 0


def test_a_new_key_stands_in_the_audit(small_office: Office) -> None:
    rotate(small_office, "panel")
    with small_office.hq.database.reading() as connection:
        ((_, noted),) = audit.latest(connection, 1)
    assert (noted.action, noted.subject) == (audit.Action.CHANGED_KEY, "panel")


def test_a_house_of_a_backup_follows_too_though_something_waited_in_it(
    db: sqlite_utils.Database, house: str, small_office: Office, tmp_path: Path
) -> None:
    put_days(db, 1)
    db.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    drain(db)
    rotate(small_office, "signing")
    put_days(db, 1)
    drain(db)
    with closing(records.open_database(tmp_path / "backup.db")) as again:
        enrolment.new_epoch(again)
        put_days(again, 1)
        assert step(again).trouble == NOT_HEADQUARTERS
        assert inbox.is_due(again, NOW)
        inbox.ask(again, NOW)
        drain(again)
        assert enrolment.need(again).hq_verify_key == small_office.hq.ring.verify_key
        assert wire_status(again).waiting == 0


def publics(ring: keyring.Keyring) -> tuple[bytes, bytes, bytes]:
    return ring.sealing_public, ring.verify_key, ring.panel_public


def test_what_was_sealed_before_and_comes_after_is_opened(office: Office) -> None:
    house = office.enrolled_house()
    rotate(office, "sealing")
    assert office.hq.ring.sealing_public != house.sealing_key
    assert office.send(house.day(1)).refused == ()


def test_answers_are_signed_by_the_key_that_the_house_has(office: Office) -> None:
    house = office.enrolled_house()
    first = office.hq.ring.verify_key
    rotate(office, "signing")
    ring = office.hq.ring

    def signer(*letters: bytes) -> bytes:
        data = office.post(batch.PATH, batch.encode(letters)).content
        (verify_key,) = [key for key in (first, ring.verify_key) if is_signed(data, key)]
        return verify_key

    assert signer(house.ask(1)) == first
    assert signer(house.ask(2, 9)) == first
    new = hq_keys.mark(ring.sealing_public, ring.verify_key)
    named = house.letter(3, "ask", {"m": 9, "k": new})
    assert signer(named) == ring.verify_key
    assert signer(house.day(4)) == ring.verify_key
    old = hq_keys.mark(ring.sealing_public, first)
    assert signer(house.letter(2**20, "ask", {"m": 9, "k": b"unknown!"})) == first
    house.epoch = b"restored"
    assert signer(house.letter(1, "ask", {"m": 2, "k": old})) == first
    assert signer(named) == first
    fresh = office.enrolled_house()
    assert signer(fresh.day(1)) == ring.verify_key


def is_signed(data: bytes, key: bytes) -> bool:
    try:
        answer.verify(data, key)
    except ValueError:
        return False
    return True


def test_a_confirmation_code_works_while_the_house_has_not_heard_and_after(
    db: sqlite_utils.Database, house: str, small_office: Office
) -> None:
    for _ in range(2):
        rotate(small_office, "sealing")
        put_days(db, 1)
        waiting = [one.envelope for one in outbox.waiting(db)]
        code = small_office.bring(*waiting)
        hq_keys.take(db, hq_keys.content(small_office.hq.ring.sealing_public, bytes(32)))
        assert qr.confirm(db, code, NOW) == len(waiting)


def test_old_questions_and_the_panels_own_replies_stay_readable(office: Office) -> None:
    house = office.enrolled_house()
    office.send(house.ask(1), house.question(2, office.hq.ring.panel_public, "甲？"))
    rotate(office, "panel")
    office.send(house.question(3, office.hq.ring.panel_public, "乙？", "8888"))
    keys = office.hq.ring.panel_keys
    with office.hq.database.transaction() as connection:
        asked = consulting.open_questions(connection, keys)
        assert [one.question and one.question.text for one in asked] == ["甲？", "乙？"]
        consulting.answer(connection, keys, asked[0].tag, "答", "wang", office.hq.clock())
    rotate(office, "panel")
    with office.hq.database.reading() as connection:
        (meant, *_) = consulting.case_of(connection, office.hq.ring.panel_keys, asked[0].tag)
    assert meant.reply == "答"


def test_a_headquarters_that_never_changed_a_key_tells_none(office: Office) -> None:
    house = office.enrolled_house()
    assert KEYS not in [kind for _, kind, _ in office.send(house.ask(1)).messages]
    rotate(office, "sealing")
    assert [kind for _, kind, _ in office.send(house.ask(2, 1)).messages] == [KEYS]


def test_keys_are_files_of_their_owner_and_none_is_ever_replaced(small_office: Office) -> None:
    folder = small_office.config.keys
    before = {path.name: path.read_text() for path in folder.iterdir()}
    rings = [small_office.hq.ring]
    for _ in range(2):
        rotate(small_office, "sealing")
        rings.append(small_office.hq.ring)
    assert {name: (folder / name).read_text() for name in before} == before
    new = {path.name: path for path in folder.iterdir() if path.name not in before}
    assert set(new) == {"sealing.2.key", "sealing.3.key"}
    assert {path.stat().st_mode & 0o777 for path in new.values()} == {0o600}
    last = rings[2]
    assert last.sealing_keys == (last.sealing_key, rings[1].sealing_key, rings[0].sealing_key)
    assert keyring.load(folder) == last


def test_a_damaged_later_key_is_told_in_one_sentence(small_office: Office) -> None:
    (small_office.config.keys / "signing.2.key").write_text("not hex")
    with pytest.raises(DamagedKeys, match="restore them"):
        keyring.load(small_office.config.keys)


def test_of_two_who_change_a_key_at_once_one_wins(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = small_office.hq.ring
    rotate(small_office, "panel")
    monkeypatch.setattr(keyring, "load", lambda _: stale)
    with pytest.raises(Refused, match="Somebody else"):
        keyring.rotate(small_office.config.keys, "panel")
    assert not list(small_office.config.keys.glob(".panel*"))


def test_the_command_tells_what_it_did(small_office: Office) -> None:
    data = str(Path(small_office.config.data))
    command = [sys.executable, "-m", "kiosk", "hq", "key", "rotate", "panel", "--data", data]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "new panel key" in done.stdout
    assert len(small_office.hq.ring.earlier_panel) == 1


def test_a_house_of_before_has_the_keys_of_the_beginning(office: Office) -> None:
    house = office.enrolled_house()
    first = publics(office.hq.ring)
    with office.hq.database.transaction() as connection:
        connection.execute(update(schema.houses).values(hq_keys=None))
    rotate(office, "signing")
    with office.hq.database.reading() as connection:
        pair = told_keys.of_house(connection, office.hq.ring, house.house)
        assert houses.find(connection, house.house).verify_key == house.keys[1]
    assert pair == first[:2]
