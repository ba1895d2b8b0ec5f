"""The kiosk, its agent, the backup and the command line on one file: nobody meets a lock."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kiosk.config import HouseConfig
from kiosk.domain.consent import Purpose
from kiosk.house import open_house
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.rights import audit
from sync.keys import generate_sealing_key
from tests.cast import Hands, add_child, found, unlock
from tests.end_to_end.conftest import ADMINISTRATOR, PASSWORD, aiyou
from tests.faults.load import Child, Counselor, Load
from tests.faults.power import FAULTS
from tests.processes import free_port, headquarters, kiosk, wait_for

SECONDS, LONG_SECONDS = 3, 60
CHILDREN_AT_ONCE, CHILDREN = 3, 18
OLD_RECORDS = Path(__file__).parents[1] / "kiosk" / "store" / "schemas" / "1.sql"


@dataclass(frozen=True)
class Village:
    """A house of many children that headquarters knows; neither is switched on."""

    house: Path
    hq: Path
    hq_port: int
    children: list[str]


@pytest.fixture
def village(tmp_path: Path) -> Village:
    data, hq, port = tmp_path / "house", tmp_path / "hq", free_port()
    house = open_house(HouseConfig(data=data, argon2_memory_kib=1024), Hands())
    found(house, generate_sealing_key()[1])
    unlock(house)
    children = [
        add_child(house, f"孩子{n}", keeps=set(Purpose), birth=date(2017, 1, 1)).id
        for n in range(CHILDREN)
    ]
    house.close()
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    named = ("--administrator", ADMINISTRATOR, "--password-file", str(password))
    aiyou("hq", "init", "--data", str(hq), *named, "--recovery-out", str(tmp_path / "recovery"))
    listed = ("大坪村爱佑之家", "--county", "yuexi", "--data", str(hq), "--json")
    code = json.loads(aiyou("hq", "house", "add", *listed))["code"]
    with headquarters(hq, port):
        aiyou("sync", "enrol", f"http://127.0.0.1:{port}", code, "--data", str(data))
    return Village(data, hq, port, children)


def command(load: Load, *words: str) -> None:
    """Run a command of the house; one that is refused is a complaint."""
    started = [sys.executable, "-m", "kiosk", *words, "--data", str(load.data)]
    with load.timed(" ".join(words)):
        done = subprocess.run(started, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr


def back_up(load: Load) -> None:
    command(load, "house", "backup")


def commands(load: Load) -> None:
    command(load, "house", "close")
    command(load, "sync", "send")
    command(load, "sync", "status")


def live_together(village: Village, seconds: float) -> Load:
    """Let all go on at once for a time."""
    port = free_port()
    with headquarters(village.hq, village.hq_port), kiosk(village.house, port):
        load = Load(village.house, f"http://127.0.0.1:{port}", village.children)
        counselor = Counselor(load)
        counselor.unlock()
        visitors = [
            Child(load, village.children[n::CHILDREN_AT_ONCE]).visit
            for n in range(CHILDREN_AT_ONCE)
        ]
        acts = [*visitors, counselor.look_around, partial(back_up, load), partial(commands, load)]
        load.run(acts, seconds)
        with closing(sqlite3.connect(village.house / FILE_NAME)) as records:
            waiting = "SELECT count(*) FROM outbox WHERE acknowledged_at IS NULL"
            wait_for("all arrives", 20, lambda: records.execute(waiting).fetchone() == (0,))
    return load


def check(village: Village, load: Load) -> None:
    """Look for complaints, for what was thanked for and is not there, and for any disorder."""
    print(f"\n{load.said()}")
    assert load.complaints == {}
    with closing(Database(village.house / FILE_NAME)) as house, house.reading() as db:
        broken = [name for name, question in FAULTS.items() if db.execute(question).fetchall()]
        assert broken == []
        assert audit.first_broken(db) is None
        kept = {table: db.table(table).count for table in ("visits", "moods", "outbox")}
    assert kept["visits"] == load.count("check-in")
    assert kept["moods"] == load.count("a mood")
    with closing(sqlite3.connect(village.hq / "hq.db")) as hq:
        assert hq.execute("SELECT count(*) FROM envelopes").fetchone() == (kept["outbox"],)


def test_nobody_meets_a_lock(village: Village) -> None:
    check(village, live_together(village, SECONDS))


@pytest.mark.long
def test_nobody_meets_a_lock_for_a_minute(village: Village) -> None:
    check(village, live_together(village, LONG_SECONDS))


OPEN = """
import sys, time
from pathlib import Path
from kiosk.store.database import Database
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    Database(Path(sys.argv[1]) / str(number) / "house.db").close()
"""


@pytest.fixture(params=["no records yet", "records of a released version"])
def houses(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Several houses, each of which every program has to make or to upgrade first."""
    for number in range(10):
        (tmp_path / str(number)).mkdir()
        if request.param != "no records yet":
            with closing(sqlite3.connect(tmp_path / str(number) / FILE_NAME)) as records:
                records.executescript(OLD_RECORDS.read_text("utf-8"))
    return tmp_path


@pytest.fixture
def programs(houses: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Three programs that are about to open all the houses, one after the other."""
    command = [sys.executable, "-c", OPEN, str(houses), "10"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen(command, text=True, **pipes) for _ in range(3)]
    for program in started:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    yield started
    for program in started:
        program.kill()


def test_programs_that_open_the_records_at_one_moment_all_find_them_ready(
    programs: list[subprocess.Popen[str]],
) -> None:
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        _, complaint = program.communicate(timeout=60)
        assert (program.returncode, complaint) == (0, "")
