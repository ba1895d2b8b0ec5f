"""The power fails: a recorded life of the house, cut at any operation, opened and judged."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from json import loads
from pathlib import Path
from random import Random
from shutil import rmtree, which

from kiosk.errors import StoreError
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.rights import audit
from kiosk.store.safety import backup, backup_names
from tests.faults.disk import Disk, Operation, read_log, write_out
from tests.faults.photograph import Photograph, photograph

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent

# Small enough that the records are carried from the log into the file many times in one run.
OFTEN = "PRAGMA wal_autocheckpoint = 60;"
# With it a transaction comes back before it is on the disk.
LAX = f"{OFTEN} PRAGMA synchronous = NORMAL;"

SHARED_INDEX = 32 * 1024

State = dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Recording:
    """All that was done to the files below `root`, and where in it something was accepted."""

    root: Path
    operations: list[Operation]
    accepted_at: list[int]
    accepted: list[Photograph]

    def cuts(self, count: int, rng: Random) -> Iterator[tuple[int, State]]:
        """Cut the power after `count` operations; tell each place and what it leaves."""
        disk, wanted = Disk(self.root), Counter(rng.choices(range(len(self.operations)), k=count))
        for place, operation in enumerate(self.operations):
            disk.apply(operation)
            for _ in range(wanted[place]):
                yield place, _with_rubbish(disk.after_a_cut(rng), rng)

    def may_hold(self, place: int) -> list[Photograph]:
        """Tell the two things that a cut may leave: what was accepted last, or what came next."""
        seen = bisect(self.accepted_at, place)
        return self.accepted[max(seen - 1, 0) : seen + 1]


def _with_rubbish(state: State, rng: Random) -> State:
    """Fill what the recorder does not see, SQLite's shared index, with the worst."""
    return {
        name: rng.randbytes(SHARED_INDEX) if name.endswith("-shm") else content
        for name, content in state.items()
    }


def build_recorder(directory: Path) -> Path:
    compiler, library = which("gcc"), directory / "recorder.so"
    assert compiler, "A C compiler is missing: install gcc and libc6-dev (make test-environment)."
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", library, HERE / "recorder.c", "-ldl"]
    subprocess.run(command, check=True)
    return library


def record(
    directory: Path, *, runs: int, steps: int, pragmas: str = OFTEN, seed: int = 0
) -> Recording:
    """Let the house live for some runs, of which every other one is killed on the way.

    Not the last: what it had kept when it was killed, no later start would note as found.
    """
    assert runs % 2
    root, log = directory / "disk", directory / "log"
    root.mkdir(parents=True)
    recorder, rng = build_recorder(directory), Random(seed)
    environment = {"LD_PRELOAD": recorder, "RECORD_DIR": root, "RECORD_LOG": log}
    for run in range(runs):
        kill = {"RECORD_KILL_AFTER": rng.randrange(1, 60 * steps)} if run % 2 else {}
        command = ["-m", "tests.faults.life", str(root), str(1000 * seed + run), str(steps)]
        given = {**environment, **kill, "LIFE_PRAGMAS": pragmas}
        ended = subprocess.run(
            [sys.executable, *command],
            env={**os.environ, **{name: str(value) for name, value in given.items()}},
            cwd=PROJECT,
            check=False,
        )
        assert ended.returncode in (0, -signal.SIGKILL)
    operations = read_log(log)
    accepted = notes(root, operations, "accepted")
    accepted_at = [place for place, _ in accepted]
    return Recording(root, operations, accepted_at, [loads(line) for _, line in accepted])


def notes(root: Path, operations: list[Operation], where: str) -> list[tuple[int, str]]:
    """List the lines that a life noted beside the house, each with the place of its operation."""
    path = f"{root.resolve()}/{where}"
    return [
        (place, line)
        for place, one in enumerate(operations)
        if one.path == path and one.kind == "W"
        for line in one.data.decode().splitlines()
    ]


def cut(recording: Recording, count: int, scratch: Path, seed: int = 1) -> Counter[str]:
    """Cut the power again and again, count what became of the records, and say so."""
    began, found = time.monotonic(), Counter[str]()
    for place, state in recording.cuts(count, Random(seed)):
        found[judge(recording, place, state, scratch / "cut")] += 1
    print(
        f"\n{count} cuts in {len(recording.operations)} operations and"
        f" {len(recording.accepted)} accepted transactions: {count - found['whole']} bad"
        f" {dict(found)}, {time.monotonic() - began:.0f} s"
    )
    return found


def judge(recording: Recording, place: int, state: State, directory: Path) -> str:
    """Open what a cut left, as the kiosk does, and say in a word what became of the records."""
    write_out(state, directory)
    try:
        return _judge(recording, place, directory / "house" / FILE_NAME) or _judge_backups(
            recording, place, directory / "house" / "backups"
        )
    except (StoreError, sqlite3.Error):
        return "damaged"
    finally:
        rmtree(directory)


def _judge(recording: Recording, place: int, path: Path) -> str:
    allowed = recording.may_hold(place)
    with closing(Database(path)) as database, database.reading() as db:
        broken = [name for name, question in FAULTS.items() if db.execute(question).fetchall()]
        if audit.first_broken(db):
            broken.append("the audit's chain")
        found = photograph(db.conn)
    if broken:
        return "damaged" if "the file" in broken else f"inconsistent: {', '.join(broken)}"
    if place < recording.accepted_at[0] or found in allowed:
        return ""
    earlier = recording.accepted[: bisect(recording.accepted_at, place)]
    return "lost" if found in earlier else f"half: {_unlike(found, allowed)}"


def _judge_backups(recording: Recording, place: int, directory: Path) -> str:
    """Look for a backup that looks whole and is not, or that was told of and is not there."""
    if not all(map(backup.is_sound, backup_names.files(directory))):
        return "a backup that is not whole"
    told = notes(recording.root, recording.operations[: place + 1], "backed-up")
    if told and not (directory / told[-1][1]).exists():
        return "a lost backup"
    return "whole"


def _unlike(found: Photograph, allowed: list[Photograph]) -> str:
    """Name the tables that differ from what they should be at best."""
    unlike = [[name for name in one if found.get(name) != one[name]] for one in allowed]
    return " ".join(sorted(min(unlike, key=len)))


_NUMBERS = " UNION ALL ".join(
    f"SELECT seq FROM {table}" for table in ("visits", "moods", "plays", "consents", "audit")
)

# What no row may be found for, whatever happened.
FAULTS: dict[str, str] = {
    "the file": "SELECT 1 FROM pragma_integrity_check WHERE integrity_check != 'ok'",
    "a row that leads nowhere": "SELECT 1 FROM pragma_foreign_key_check",
    "a number given twice": f"SELECT 1 FROM ({_NUMBERS}) GROUP BY seq HAVING count(*) > 1",
    "a number not given out yet": (
        f"SELECT 1 FROM ({_NUMBERS}) WHERE seq > (SELECT last FROM sequence)"
    ),
    "a hole among the envelopes": (
        "SELECT 1 FROM outbox GROUP BY epoch HAVING max(seq) != count(*) OR min(seq) != 1"
    ),
    "a closed day without its envelope": (
        "SELECT 1 FROM days WHERE envelope NOT IN (SELECT seq FROM outbox WHERE kind = 'day')"
    ),
    "a changed day that counts as settled": (
        "SELECT 1 FROM visits LEFT JOIN days USING (day)"
        " WHERE visits.day NOT IN (SELECT day FROM unsettled)"
        " GROUP BY visits.day HAVING days.present - days.forgotten IS NOT count(DISTINCT child)"
    ),
    # It may be an earlier one, whose visits were let go of.
    "a child whose first day comes after a visit": (
        "SELECT 1 FROM children JOIN visits ON visits.child = children.id"
        " GROUP BY children.id HAVING ifnull(children.first_day, '~') > min(visits.day)"
    ),
}
