"""Either end killed for real, at each of its writes: what it had told the other end still holds.

Each time at every fifth of them, and in `make test-long` at each.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from sync.hq.app import create_app
from tests.faults import power
from tests.faults.wire import office, world
from tests.faults.wire.acts import close_today, let_children_in
from tests.faults.wire.checks import FROM_OUTSIDE, at_home, differences
from tests.faults.wire.office import Clock, Office
from tests.faults.wire.proxy import Road
from tests.faults.wire.run import Run
from tests.faults.wire.world import World
from tests.processes import free_port
from tests.turns import first_each_time

# More writes than one evening of a house makes, or one request at headquarters.
MOST_WRITES = 400

at_every_write = pytest.mark.parametrize("every", first_each_time((5, 1)))


@dataclass
class Victims:
    """The parent of those who are killed."""

    process: subprocess.Popen[str]

    def bear(self, end: str, kill_after: int, **more: object) -> int:
        """Let an end live; tell its pid."""
        print(json.dumps({"end": end, "kill_after": kill_after, **more}), file=self.process.stdin)
        return int(self.hear())

    def hear(self) -> str:
        """Read what comes next: `ready` of one that serves, or how the last one ended."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def fresh_world() -> Iterator[World]:
    with world.created() as created:
        yield created


@pytest.fixture
def victims(fresh_world: World, tmp_path: Path) -> Iterator[Victims]:
    recorder = power.build_recorder(tmp_path)
    given = {
        "LD_PRELOAD": recorder,
        "RECORD_DIR": fresh_world.directory,
        "RECORD_LOG": tmp_path / "log",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.wire.victim"],
        env={**os.environ, **{name: str(value) for name, value in given.items()}},
        cwd=power.PROJECT,
        text=True,
        bufsize=1,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield Victims(process)
    process.communicate(timeout=20)


@at_every_write
def test_a_house_that_is_killed_at_each_write_tells_each_day_once(
    fresh_world: World, victims: Victims, every: int
) -> None:
    with fresh_world.run(0) as run:
        run.begin()
        run.end.close()
        data = str(run.end.made.config.directory)
        writes = kills = 0
        while writes < MOST_WRITES:
            writes += every
            victims.bear("house", writes, data=data, url=run.road.url, day=kills + 1)
            how = int(victims.hear())
            if how == 0:
                break
            assert how == -signal.SIGKILL
            kills += 1
        run.road.settle()
        run.end.open()
        run.end.hands.forward(days=kills + 2)
        run.come_to_rest()
        told = at_home(run.end, "SELECT count(*) FROM days WHERE present > 0")[0][0]
        print(f"\nkilled at {kills} of fewer than {writes} writes; {told} days told")
        assert told * every > 20 and told <= kills + 1 and writes < MOST_WRITES
        assert differences(run.end, run.office, FROM_OUTSIDE) == []


@at_every_write
def test_a_headquarters_that_is_killed_at_each_write_has_each_day_once(
    fresh_world: World, victims: Victims, every: int
) -> None:
    directory, port = fresh_world.directory / f"killed-{every}", free_port()
    app = create_app(office.set_up(directory), Clock())
    place = Office(app.extensions["headquarters"], port, Clock())
    road = Road(place)
    run = Run(0, fresh_world.template.moved_in(directory / "house", road.url), road, place)
    with serving(victims, directory, port):
        run.begin()
    writes = 0
    while writes < MOST_WRITES and (not writes or at_home(run.end, WAITING)):
        writes += every
        run.end.hands.forward(days=1)
        for act in (let_children_in, close_today):
            run.end.act(act, Random(writes))
        with serving(victims, directory, port, writes):
            run.end.steps()
            road.settle()
    with serving(victims, directory, port):
        run.come_to_rest()
    print(f"\nkilled at every {every}. of fewer than {writes} writes")
    assert 10 < writes < MOST_WRITES
    assert differences(run.end, place, FROM_OUTSIDE) == []
    road.close()
    run.end.close()
    place.hq.database.close()


WAITING = "SELECT 1 FROM outbox WHERE acknowledged_at IS NULL"


@contextmanager
def serving(victims: Victims, directory: Path, port: int, kill_after: int = 0) -> Iterator[None]:
    """Let headquarters serve until it is killed, by its own write or at last by us."""
    pid = victims.bear("headquarters", kill_after, data=str(directory), port=port)
    how = victims.hear()
    yield
    if how == "ready":
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        how = victims.hear()
    assert int(how) == -signal.SIGKILL
