import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sync.hq.config import HqConfig
from sync.hq.errors import DamagedKeys, NewerDatabase
from sync.hq.running import foundations
from tests.turns import by_turns


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where somebody else listens: who gets so far says so."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def forget(data: Path) -> None:
    (data / "keys").rename(data / "elsewhere")


def spoil_a_key(data: Path) -> None:
    (data / "keys" / "signing.key").write_text("abcd")


def spoil_the_database(data: Path) -> None:
    (data / "hq.db").write_bytes(b"not a database, but long enough to look like one" * 20)


def come_from_the_future(data: Path) -> None:
    with closing(sqlite3.connect(data / "hq.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


WHAT_HAPPENS = {
    forget: "There is no headquarters",
    spoil_a_key: "cannot be read: restore them from a copy",
    spoil_the_database: "The database cannot be opened",
    come_from_the_future: "is from a newer version",
}


@pytest.mark.parametrize(
    ("happens", "processes"),
    by_turns(WHAT_HAPPENS, ("1", "2"), name=lambda one: getattr(one, "__name__", one)),
)
def test_who_cannot_begin_says_so_before_it_takes_an_address(
    config: HqConfig,
    taken: int,
    processes: str,
    happens: Callable[[Path], None],
) -> None:
    happens(config.data)
    words = ["hq", "serve", "--data", str(config.data), "--port", str(taken)]
    command = [sys.executable, "-m", "kiosk", *words, "--processes", processes]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1), ended.stderr
    assert WHAT_HAPPENS[happens] in ended.stderr


def test_who_can_begin_says_that_the_address_is_taken(config: HqConfig, taken: int) -> None:
    words = ["hq", "serve", "--data", str(config.data), "--port", str(taken)]
    command = [sys.executable, "-m", "kiosk", *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "Cannot listen on" in ended.stderr) == (1, True)


def test_a_server_that_is_away_is_no_reason(config: HqConfig, tmp_path: Path) -> None:
    address = f"postgresql+psycopg://aiyou@/aiyou?host={tmp_path}"
    foundations.check(replace(config, database=address))
    spoil_a_key(config.data)
    with pytest.raises(DamagedKeys):
        foundations.check(replace(config, database=address))


def test_a_database_that_waits_for_its_next_steps_is_no_reason(config: HqConfig) -> None:
    (config.data / "hq.db").unlink()
    foundations.check(config)
    come_from = sqlite3.connect(config.data / "hq.db")
    come_from.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    come_from.execute("INSERT INTO alembic_version VALUES ('9999')")
    come_from.commit()
    come_from.close()
    with pytest.raises(NewerDatabase):
        foundations.check(config)
