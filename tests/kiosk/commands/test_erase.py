"""A child is erased from the command line by whoever knows a passphrase, and by nobody else."""

import sqlite3
from contextlib import closing
from threading import Thread
from time import sleep

import pytest

from kiosk.commands.options import scrub
from kiosk.domain.children import Child
from kiosk.errors import StoreError
from kiosk.house import House
from kiosk.store.people import children
from tests.cast import PASSPHRASE
from tests.kiosk.store.belongings import fill
from tests.kiosk.store.test_database import log_that_stays
from tests.warm import aiyou


def erase(house: House, child: str, *words: str, passphrase: str = PASSPHRASE):
    directory = str(house.config.directory)
    asked = ("--data", directory, "--child", child, "--passphrase", passphrase)
    return aiyou("house", "erase", *asked, *words)


def names(house: House) -> list[str]:
    with house.database.reading() as db:
        return [child.nickname for child in children.everyone(db)]


def test_a_child_is_erased_while_the_house_is_open(
    unlocked: House, panda: Child, owl: Child
) -> None:
    fill(unlocked, panda)
    done = erase(unlocked, panda.id, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Of 小竹 the house keeps:" in done.stdout
    assert "moods            2" in done.stdout
    assert names(unlocked) == ["阿木"]
    raw = b"".join(path.read_bytes() for path in unlocked.config.directory.iterdir())
    assert panda.nickname.encode() not in raw


def test_it_says_so_only_when_nothing_is_left_beneath_one_who_reads(
    unlocked: House, panda: Child
) -> None:
    """The house makes a backup, say: until that ends, the log cannot be emptied."""
    records = str(unlocked.database.path)
    with closing(sqlite3.connect(records, check_same_thread=False)) as backup:
        backup.execute("BEGIN")
        backup.execute("SELECT count(*) FROM children").fetchone()

        def end() -> None:
            while names(unlocked):
                sleep(0.05)
            # Long enough to find that a log which is being read cannot be emptied.
            sleep(0.5)
            backup.rollback()

        ends = Thread(target=end)
        ends.start()
        done = erase(unlocked, panda.id, "--yes")
        ends.join()
    assert (done.returncode, done.stderr) == (0, "")
    raw = b"".join(path.read_bytes() for path in unlocked.config.directory.iterdir())
    assert panda.nickname.encode() not in raw


def test_the_question_what_is_kept_is_a_look_that_is_noted(unlocked: House, panda: Child) -> None:
    assert erase(unlocked, panda.id).returncode == 1
    with unlocked.database.reading() as db:
        line = db.execute("SELECT who, action, subject FROM audit ORDER BY seq DESC").fetchone()
    assert line == (unlocked.vault.keeper.id, "looked at child", panda.id)


def test_nobody_is_erased_without_a_yes_a_passphrase_and_a_child(
    unlocked: House, panda: Child
) -> None:
    refused = erase(unlocked, panda.id)
    assert (refused.returncode, refused.stderr) == (1, "Stopped.\n")
    wrong = erase(unlocked, panda.id, "--yes", passphrase="four donkeys paint trumpets")
    assert wrong.returncode == 1
    assert wrong.stderr == "This passphrase does not open the counselor's part.\n"
    nobody = erase(unlocked, "nobody", "--yes")
    assert nobody.stderr == "No child of this house has this card.\n"
    assert names(unlocked) == ["小竹"]


def test_what_went_and_stands_in_the_log_still_is_not_taken_for_what_stayed(
    unlocked: House,
) -> None:
    with log_that_stays(unlocked), pytest.raises(StoreError, match="It went, but stands in a log"):
        scrub(unlocked)
