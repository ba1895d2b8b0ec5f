"""A card that is full: nothing half written, and the counselor still gets in and can act."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from kiosk.app import app_for
from kiosk.caretaker import back_up_at_night, keep_reserve
from kiosk.child import voice
from kiosk.config import HouseConfig
from kiosk.domain.audit import CLOCK
from kiosk.errors import BackupFailed
from kiosk.house import House, open_house
from kiosk.repairing import open_repaired, would_start_better
from kiosk.serve import LOOKS_AFTER
from kiosk.store import notices
from kiosk.store.database import FILE_NAME
from kiosk.store.safety import backup, reserve, soundness
from kiosk.store.safety.places import Place
from tests import disks
from tests.cast import PASSPHRASE, Hands
from tests.disks import may_mount, run, small_disk
from tests.faults.test_read_only import settle_in
from tests.kiosk.child.forms import post, token
from tests.processes import free_port, kiosk, wait_for

pytestmark = pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")

FILLING = "photos-of-a-school-trip"
LARGE = 6 * 1024 * 1024


@pytest.fixture
def config(tmp_path: Path) -> Iterator[HouseConfig]:
    with small_disk(tmp_path / "card", "24m") as card:
        yield HouseConfig(data=card / "house", argon2_memory_kib=1024)


@pytest.fixture
def house(config: HouseConfig) -> Iterator[House]:
    """A house with one child, locked, that holds its reserve."""
    house, _ = settle_in(config)
    house.vault.lock()
    keep_reserve(house)
    yield house
    house.close()


def filled(config: HouseConfig, but: int = 0) -> AbstractContextManager[None]:
    """Fill the house's card, or leave some bytes free."""
    return disks.filled(config.directory.parent / FILLING, but, piece=64 * 1024)


def ask_until_refused(client: FlaskClient, csrf: str) -> int:
    """Ask to talk again and again; tell how often that was kept."""
    for kept in range(10_000):
        answer = client.post("/talk", data={"csrf_token": csrf})
        if answer.status_code != 303:
            assert answer.status_code == 507
            assert "存储卡满了" in answer.text
            return kept
    raise AssertionError("the card was never full")


def count(house: House) -> int:
    with house.database.reading() as db:
        return int(db.table("talks").count)


def test_the_reserve_is_really_taken_and_never_fills_the_card(house: House) -> None:
    path = house.config.directory / reserve.FILE_NAME
    assert path.stat().st_blocks * 512 >= reserve.SIZE
    assert reserve.give_up(house.config.directory)
    assert not reserve.give_up(house.config.directory)
    with filled(house.config):
        assert not reserve.keep(house.config.directory)
        assert not path.exists()
    assert reserve.keep(house.config.directory)


def test_a_child_does_not_get_the_reserve_but_the_counselor_does(house: House) -> None:
    app = app_for(house)
    child, counselor = app.test_client(), app.test_client()
    csrf = token(child)
    with filled(house.config):
        kept = ask_until_refused(child, csrf)
        assert count(house) == kept
        assert (house.config.directory / reserve.FILE_NAME).exists()
        opened = post(counselor, "/counselor/unlock", passphrase=PASSPHRASE)
        assert opened.status_code == 302 and house.vault.is_open
        assert not (house.config.directory / reserve.FILE_NAME).exists()
        page = counselor.get("/counselor/").text
        assert "预留的空间已经用上" in page
        assert post(counselor, "/counselor/days/close").status_code == 303
    keep_reserve(house)
    assert (house.config.directory / reserve.FILE_NAME).exists()


def test_when_even_the_reserve_is_used_up_she_reads_one_sentence(house: House) -> None:
    app = app_for(house)
    client = app.test_client()
    csrf = token(client)
    with filled(house.config):
        reserve.give_up(house.config.directory)
        with disks.filled(house.config.directory.parent / "more-photos"):
            ask_until_refused(client, csrf)
            refused = post(client, "/counselor/unlock", passphrase=PASSPHRASE)
            assert refused.status_code == 507
            assert "存储卡满了" in refused.text
            assert not house.vault.is_open
    with house.database.reading() as db:
        assert notices.unseen(db) == []


def test_a_backup_that_finds_no_room_is_one_sentence_and_leaves_nothing(house: House) -> None:
    with filled(house.config):
        with pytest.raises(BackupFailed, match="no room"):
            backup.make(house.database.path, house.config.backup_directory)
        assert not [one for one in house.config.backup_directory.glob("*") if one.is_file()]


def test_a_night_without_room_is_told_once_and_not_tried_every_round(
    config: HouseConfig, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "other", "4k") as other:
        first, _ = settle_in(config)
        first.close()
        config = replace(config, backups=other, sticks="")
        house = open_house(config, Hands())
        for _ in range(2):
            back_up_at_night(house)
            wait_for("the try", 20, lambda: house.archivist.work is None)
        with house.database.reading() as db:
            (told,) = notices.unseen(db)
        assert "nightly backup" in told.sentence
        run("mount", "-o", "remount,size=8m", other)
        back_up_at_night(house)
        assert house.archivist.work is None
        assert list(other.iterdir()) == []
        house.close()


def test_what_has_had_its_time_goes_from_a_full_stick_and_a_new_backup_takes_its_place(
    house: House, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "stick", "1m") as stick:
        place, hands = Place(stick, "stick"), house.clock
        for _ in range(5):
            hands.forward(days=1)
            old = house.archivist.back_up(place, CLOCK)
        with disks.filled(stick / FILLING):
            hands.forward(days=20)
            with pytest.raises(BackupFailed, match="no room"):
                house.archivist.back_up(place, CLOCK)
            assert len(backup.listed(stick)) == 5
            hands.forward(days=20)
            made = house.archivist.back_up(place, CLOCK)
            left = backup.listed(stick)
            assert [left[0].path, left[1].path, len(left)] == [made.path, old.path, 3]


def test_a_sentence_that_finds_no_room_is_said_all_the_same_and_never_cut_off(
    house: House, tmp_path: Path
) -> None:
    card = house.config.directory
    (card / "voice").mkdir()
    with app_for(house).test_request_context():
        with filled(house.config, but=2 * 4096):
            unkept = voice.sound_of(card, "en", "feel")
            assert list((card / "voice").iterdir()) == []
        said, whole = (voice.sound_of(one, "en", "feel") for one in (card, tmp_path))
    assert isinstance(unkept, BytesIO) and isinstance(said, Path) and isinstance(whole, Path)
    assert unkept.read() == said.read_bytes() == whole.read_bytes()


def test_a_house_starts_on_a_full_card(house: House, config: HouseConfig) -> None:
    house.close()
    with filled(config):
        again = open_repaired(config)
        client = app_for(again).test_client()
        assert "小竹" in client.get("/who").text
        assert post(client, "/guest").location == "/thanks"
        again.close()


def test_the_service_on_a_card_without_any_room_stays_up_and_shows_its_pages(
    house: House, config: HouseConfig
) -> None:
    house.close()
    reserve.give_up(config.directory)
    with filled(config):
        assert_stays_up(config)


def test_the_service_whose_repair_finds_too_little_room_shows_the_backup_and_stays_up(
    house: House, config: HouseConfig
) -> None:
    with house.database.transaction() as db:
        notices.tell(db, house.clock(), "x" * LARGE)
    house.close()
    path = config.directory / FILE_NAME
    backup.make(path, config.backup_directory)
    with path.open("r+b") as file:
        file.seek(LARGE // 2)
        file.write(b"\xa5" * 4096)
    soundness.mark(config.directory)
    reserve.give_up(config.directory)
    with filled(config, but=reserve.SIZE + LARGE // 4):
        assert_stays_up(config)
        looking = open_repaired(config)
        assert looking.database.is_read_only and not would_start_better(looking)
    assert would_start_better(looking)
    looking.close()
    repaired = open_repaired(config)
    assert not repaired.database.is_read_only and not would_start_better(repaired)
    repaired.close()


def assert_stays_up(config: HouseConfig) -> None:
    """Ask past the caretaker's first round and the look at everything: a loop would end there."""
    port = free_port()
    with kiosk(config.directory, port) as process:
        until = time.monotonic() + LOOKS_AFTER + 2
        while time.monotonic() < until:
            assert process.poll() is None
            assert "小竹" in requests.get(f"http://127.0.0.1:{port}/who", timeout=30).text
            time.sleep(0.25)
        process.terminate()
        assert process.wait(10) == 0
