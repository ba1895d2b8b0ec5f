"""A card that loses bits: whatever it lost, the service answers with a child's page."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest
import requests

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.errors import StoreDamaged
from kiosk.house import House, open_house
from kiosk.repairing import open_repaired
from kiosk.store import notices
from kiosk.store.attendance import visits
from kiosk.store.database import FILE_NAME
from kiosk.store.safety import backup, moving, repair, soundness
from tests.cast import add_child, unlock
from tests.processes import free_port, kiosk
from tests.turns import first_each_time

ROUNDS = 40
PROCESS_ROUNDS = 4
PAGE = 4096

Damage = Callable[[bytearray, Random], bytearray]


def flip_bits(data: bytearray, rng: Random) -> bytearray:
    for _ in range(rng.randint(1, 200)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data


def flip_the_start(data: bytearray, rng: Random) -> bytearray:
    data[: 2 * PAGE] = flip_bits(data[: 2 * PAGE], rng)
    return data


def zero_pages(data: bytearray, rng: Random) -> bytearray:
    for _ in range(rng.randint(1, 4)):
        page = rng.randrange(max(1, len(data) // PAGE)) * PAGE
        data[page : page + PAGE] = bytes(len(data[page : page + PAGE]))
    return data


def cut_short(data: bytearray, rng: Random) -> bytearray:
    return data[: rng.randrange(len(data))]


def overwrite(data: bytearray, rng: Random) -> bytearray:
    start = rng.randrange(len(data))
    data[start:] = rng.randbytes(len(data) - start)
    return data


def zero_all(data: bytearray, _: Random) -> bytearray:
    return bytearray(len(data))


def empty(_data: bytearray, _rng: Random) -> bytearray:
    return bytearray()


WAYS: tuple[Damage, ...] = (
    flip_bits,
    flip_the_start,
    zero_pages,
    cut_short,
    overwrite,
    zero_all,
    empty,
)


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house as a power cut leaves it: a database, a log that is not empty, a backup."""
    from sync.keys import generate_sealing_key
    from tests.cast import Hands, found

    config = HouseConfig(data=tmp_path_factory.mktemp("living"), argon2_memory_kib=1024)
    hands = Hands()
    house = open_house(config, hands)
    found(house, generate_sealing_key()[1])
    unlock(house)
    children = [
        add_child(house, f"孩子{n}", keeps=set(Purpose), birth=date(2018, 1, 1)) for n in range(20)
    ]
    for _ in range(20):
        for child in children:
            with house.database.transaction() as db:
                visits.check_in(db, child.id, hands())
        hands.forward(days=1)
    backup.make(house.database.path, config.backup_directory, hands())
    for child in children:
        with house.database.transaction() as db:
            visits.check_in(db, child.id, hands())
    copy = tmp_path_factory.mktemp("left") / "house"
    shutil.copytree(config.directory, copy)
    house.close()
    return copy


def damaged(living: Path, place: Path, seed: int) -> tuple[HouseConfig, dict[str, bytes]]:
    """Copy the house and damage its database, its log, or both."""
    rng = Random(seed)
    shutil.copytree(living, place)
    names = rng.choice(
        [[FILE_NAME], [FILE_NAME], [f"{FILE_NAME}-wal"], [FILE_NAME, f"{FILE_NAME}-wal"]]
    )
    for name in names:
        path = place / name
        path.write_bytes(WAYS[seed % len(WAYS)](bytearray(path.read_bytes()), rng))
    broken = {name: (place / name).read_bytes() for name in names}
    return HouseConfig(data=place), broken


def is_sound(config: HouseConfig) -> bool:
    """Tell, on a copy, whether SQLite finds all well and the records reach to their backup."""
    copy = config.directory.with_name(f"{config.directory.name}-looked-at")
    shutil.copytree(config.directory, copy)
    with closing(sqlite3.connect(copy / FILE_NAME)) as db:
        try:
            whole = db.execute("PRAGMA quick_check").fetchone() == ("ok",)
            (last,) = db.execute("SELECT last FROM sequence").fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False
    newest = backup.newest(config.backup_directory)
    return whole and newest is not None and last >= newest.made.seq


def told(house: House) -> list[str]:
    with house.database.reading() as db:
        return [one.sentence for one in notices.unseen(db)]


@pytest.mark.parametrize("seed", first_each_time(range(ROUNDS), 10))
def test_every_start_ends_in_records_that_are_whole(
    living: Path, tmp_path: Path, seed: int
) -> None:
    config, broken = damaged(living, tmp_path / "house", seed)
    sound = is_sound(config)
    if not sound:
        soundness.mark(config.directory)
    house = open_repaired(config)
    assert soundness.is_whole(house.database.path)
    with house.database.reading() as db:
        assert db.table("children").count == 20
        assert db.table("visits").count >= 400
    aside = moving.set_aside(house.database.path, moving.DAMAGED)
    if sound:
        assert (told(house), aside) == ([], [])
    else:
        assert told(house)[0] in (repair.RESTORED, repair.LOST)
        for name, data in broken.items():
            found = aside[0].with_name(name.replace(FILE_NAME, aside[0].name))
            assert found.read_bytes() == data
    house.close()


@pytest.mark.parametrize("seed", first_each_time(range(PROCESS_ROUNDS), 2))
def test_the_service_always_answers_with_a_childs_page(
    living: Path, tmp_path: Path, seed: int
) -> None:
    config, _ = damaged(living, tmp_path / "house", seed * 5 + 1)
    port = free_port()
    with kiosk(config.directory, port):
        address = f"http://127.0.0.1:{port}"
        assert requests.get(f"{address}/healthz", timeout=30).json()["founded"] is True
        page = requests.get(f"{address}/who", timeout=30)
        assert page.status_code == 200
        assert "孩子" in page.text


@pytest.mark.parametrize("seed", range(2))
def test_the_service_begins_empty_where_no_backup_is_good_either(
    living: Path, tmp_path: Path, seed: int
) -> None:
    config, _ = damaged(living, tmp_path / "house", 5)
    broken = bytes(100) + (config.directory / FILE_NAME).read_bytes()[100:]
    (config.directory / FILE_NAME).write_bytes(broken)
    for one in config.backup_directory.iterdir():
        one.unlink() if seed else one.write_bytes(one.read_bytes()[:-1])
    port = free_port()
    with kiosk(config.directory, port):
        address = f"http://127.0.0.1:{port}"
        assert requests.get(f"{address}/who", timeout=30).status_code == 200
        first = requests.get(f"{address}/counselor/", timeout=30)
        assert first.url.endswith("/setup")
        assert "请先联系总部" in first.text
    (aside,) = moving.set_aside(config.directory / FILE_NAME, moving.DAMAGED)
    assert aside.read_bytes() == broken


def test_damage_met_while_children_play_ends_the_service_so_that_it_starts_anew(
    living: Path, tmp_path: Path
) -> None:
    """Exit 75: systemd starts it again at once, and that start repairs."""
    config = HouseConfig(data=tmp_path / "house")
    shutil.copytree(living, config.directory)
    path = config.directory / FILE_NAME
    with closing(sqlite3.connect(path)) as db:
        many = [(10_000 + n,) for n in range(20_000)]
        child = db.execute("SELECT id FROM children").fetchone()[0]
        db.executemany(
            "INSERT INTO visits (seq, child, day, at, clock, boot, left_at, how) VALUES"
            f" (?, '{child}', '2016-01-01', 0, 'trusted', 'b', 1, 'touch')",
            many,
        )
        db.commit()
    data = bytearray(path.read_bytes())
    middle = len(data) // PAGE // 2 * PAGE
    data[middle : middle + PAGE] = b"\xa5" * PAGE
    path.write_bytes(data)
    port = free_port()
    with kiosk(config.directory, port) as process:
        assert requests.get(f"http://127.0.0.1:{port}/who", timeout=30).status_code == 200
        assert process.wait(60) == 75
    with kiosk(config.directory, port):
        assert requests.get(f"http://127.0.0.1:{port}/who", timeout=30).status_code == 200
    house = open_house(config)
    assert told(house)[0] == repair.RESTORED
    house.close()


def test_a_command_meets_damage_in_one_sentence_and_repairs_nothing(
    living: Path, tmp_path: Path
) -> None:
    config = HouseConfig(data=tmp_path / "house")
    shutil.copytree(living, config.directory)
    path = config.directory / FILE_NAME
    path.with_name(f"{path.name}-wal").unlink()
    path.write_bytes(bytes(200) + path.read_bytes()[200:])
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="records are damaged"):
        open_house(config)
    assert path.read_bytes() == before
