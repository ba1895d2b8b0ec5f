"""`aiyou house backup`, `restore` and `verify`, as a shell sees them."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.house import House
from kiosk.store.database import FILE_NAME
from kiosk.store.safety import locks
from tests.cast import FOUNDER, PASSPHRASE
from tests.disks import NOBODY
from tests.kiosk.test_cli import aiyou as started_anew
from tests.warm import aiyou


@pytest.fixture
def data(unlocked: House, panda: Child) -> str:
    """The directory of a house that is closed again."""
    unlocked.close()
    return str(unlocked.config.directory)


def backed_up(data: str, *more: str) -> dict:
    done = aiyou("house", "backup", "--data", data, "--json", *more)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_a_backup_is_made_and_told(data: str, tmp_path: Path) -> None:
    done = aiyou("house", "backup", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "holds everything up to now" in done.stdout
    (tmp_path / "stick").mkdir()
    told = backed_up(data, "--to", str(tmp_path / "stick"))
    path = Path(told["path"])
    assert path.parent == tmp_path / "stick"
    assert path.stat().st_size == told["bytes"]


def test_a_house_that_is_not_there_is_not_backed_up(tmp_path: Path) -> None:
    done = aiyou("house", "backup", "--data", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "The house has not been set up yet.\n")


def test_a_file_that_windows_has_written_holds_her_passphrase_too(
    data: str, tmp_path: Path
) -> None:
    path, new, secret = backed_up(data)["path"], str(tmp_path / "new"), tmp_path / "secret"
    command = ("house", "restore", path, "--data", new, "--passphrase-file", str(secret))
    secret.write_text("四个 驴子 画 提琴", "gbk")
    done = aiyou(*command)
    assert (done.returncode, done.stderr) == (1, f"{secret} cannot be read: save it as UTF-8.\n")
    secret.write_text(f"{PASSPHRASE}\r\n", "utf-8-sig")
    assert aiyou(*command).returncode == 0


def whose(directory: Path) -> dict[str, int]:
    return {path.name: path.lstat().st_uid for path in directory.rglob("*")}


def test_what_root_does_leaves_the_service_its_files(
    data: str, panda: Child, tmp_path: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes files for others")
    new = tmp_path / "new"
    new.mkdir(mode=0o700)
    for directory in (Path(data), new):
        os.chown(directory, NOBODY, NOBODY)
    path = backed_up(data)["path"]
    to_restore = ("house", "restore", path, "--data", str(new))
    to_erase = ("house", "erase", "--child", panda.id, "--yes", "--data", str(new))
    for command in (to_restore, (*to_erase, "--passphrase", PASSPHRASE)):
        assert aiyou(*command, AIYOU_PASSPHRASE=PASSPHRASE).returncode == 0
    assert Path(path).parent.stat().st_uid == Path(path).stat().st_uid == NOBODY
    assert {FILE_NAME, "backup.key", "forgotten", "in-use", "lock", "serving"} <= whose(new).keys()
    assert {name: uid for name, uid in whose(new).items() if uid != NOBODY} == {}


@pytest.mark.parametrize("how", ["environment", "file"])
def test_a_new_card_is_restored_with_her_passphrase(data: str, tmp_path: Path, how: str) -> None:
    told = backed_up(data)
    new, secret = str(tmp_path / "new"), tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\n")
    command = ("house", "restore", told["path"], "--data", new)
    if how == "file":
        done = aiyou(*command, "--passphrase-file", str(secret))
    else:
        done = aiyou(*command, AIYOU_PASSPHRASE=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{FOUNDER.house} is as it was on")
    assert PASSPHRASE not in done.stdout + done.stderr
    well = aiyou("house", "verify", "--data", new)
    assert well.returncode == 0, well.stdout


def test_nobody_who_could_type_it_is_told_in_one_sentence(data: str, tmp_path: Path) -> None:
    told = backed_up(data)
    done = aiyou("house", "restore", told["path"], "--data", str(tmp_path / "new"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new" / FILE_NAME).exists()


def test_a_wrong_passphrase_is_one_sentence(data: str, tmp_path: Path) -> None:
    told = backed_up(data)
    command = ("house", "restore", told["path"], "--data", str(tmp_path / "new"))
    done = aiyou(*command, AIYOU_PASSPHRASE="not the right one")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "passphrase does not open" in done.stderr


def test_a_house_is_replaced_only_when_told(data: str) -> None:
    told = backed_up(data)
    refused = aiyou("house", "restore", told["path"], "--data", data)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"There is a house in {data}: add --replace.\n"
    done = aiyou("house", "restore", told["path"], "--data", data, "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert "house.db.before-restore-1" in done.stdout


def test_a_house_that_is_served_is_not_restored(data: str) -> None:
    told = backed_up(data)
    with locks.serving(Path(data)):
        done = aiyou("house", "restore", told["path"], "--data", data, "--replace")
        again = started_anew("serve", "--data", data, "--port", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"The house in {data} is being served: stop that first.\n"
    assert again.stderr == done.stderr


@pytest.mark.parametrize("what", ["cut", "letter", "nothing"])
def test_what_is_no_good_backup_is_one_sentence(data: str, tmp_path: Path, what: str) -> None:
    path = Path(backed_up(data)["path"])
    content = {"cut": path.read_bytes()[:-9], "letter": b"Dear house", "nothing": b""}[what]
    path.write_bytes(content)
    done = aiyou("house", "restore", str(path), "--data", str(tmp_path / "new"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert not (tmp_path / "new" / FILE_NAME).exists()


def test_a_directory_says_what_it_passed_over(data: str, tmp_path: Path) -> None:
    backed_up(data)
    later = Path(backed_up(data)["path"])
    later.write_bytes(later.read_bytes()[:-9])
    done = aiyou("house", "restore", str(later.parent), "--data", data, "--replace")
    assert done.returncode == 0
    assert done.stderr == f"{later.name} is damaged and was passed over.\n"


def test_a_house_that_is_well_says_so_and_exits_0(data: str) -> None:
    backed_up(data)
    done = aiyou("house", "verify", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    for sentence in ("The records are whole", "chain holds", "It opens and is whole", "The clock"):
        assert sentence in done.stdout


def test_what_is_no_house_is_not_said_to_be_well_and_none_is_begun_there(tmp_path: Path) -> None:
    nowhere, empty = tmp_path / "mistyped" / "house", tmp_path / "empty"
    empty.mkdir()
    for data in (nowhere, empty):
        for command in (("house", "verify"), ("house", "backup"), ("counselor", "list")):
            done = aiyou(*command, "--data", str(data))
            assert (done.returncode, done.stderr) == (1, "The house has not been set up yet.\n")
    assert not nowhere.parent.exists()
    assert not list(empty.iterdir())


def test_trouble_is_named_in_one_sentence_with_exit_1(data: str, config: HouseConfig) -> None:
    path = Path(backed_up(data)["path"])
    path.write_bytes(path.read_bytes()[:-1])
    done = aiyou("house", "verify", "--data", data)
    assert (done.returncode, done.stderr) == (1, f"{path.name} is damaged.\n")


def test_a_changed_audit_a_loose_reference_and_damage_are_found(
    data: str, config: HouseConfig
) -> None:
    database = config.directory / FILE_NAME
    with sqlite3.connect(database) as thief:
        thief.execute("DROP TRIGGER audit_is_never_changed")
        thief.execute("UPDATE audit SET who = 'nobody' WHERE seq = (SELECT min(seq) FROM audit)")
    thief.close()
    done = aiyou("house", "verify", "--data", data)
    assert done.returncode == 1
    assert done.stderr.startswith("Line ") and done.stderr.endswith("was changed.\n")
    with sqlite3.connect(database) as thief:
        thief.execute("PRAGMA foreign_keys = OFF")
        thief.execute("DELETE FROM children")
    thief.close()
    loose = json.loads(aiyou("house", "verify", "--data", data, "--json").stdout)
    found = {one["what"]: one["well"] for one in loose}
    assert (found["records"], found["audit"], found["clock"]) == (False, False, True)
    database.write_bytes(bytes(100) + database.read_bytes()[100:])
    broken = aiyou("house", "verify", "--data", data)
    assert (broken.returncode, broken.stderr) == (1, "The house's records are damaged.\n")


def test_an_audit_that_cannot_be_read_hides_neither_clock_nor_backups(
    data: str, config: HouseConfig
) -> None:
    database = config.directory / FILE_NAME
    with closing(sqlite3.connect(database)) as db, db:
        last = db.execute("SELECT * FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        places = ", ".join("?" * len(last))
        for number in range(2000, 4000):
            db.execute(f"INSERT INTO audit VALUES ({places})", (number, *last[1:]))
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'audit'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = bytearray(database.read_bytes())
    # The first child of the root: the oldest lines. The end, at which a start looks, is whole.
    first = int.from_bytes(content[(root - 1) * size + 12 :][:2], "big")
    child = int.from_bytes(content[(root - 1) * size + first :][:4], "big")
    content[(child - 1) * size : child * size] = bytes(size)
    database.write_bytes(content)
    told = aiyou("house", "verify", "--data", data, "--json")
    assert [(one["what"], one["well"]) for one in json.loads(told.stdout)] == [
        ("records", False),
        ("audit", False),
        ("clock", True),
        ("backups", True),
    ]
