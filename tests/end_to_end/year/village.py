"""The year's house and headquarters: real processes, each on a machine with a clock of its own."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.moment import HOUSE_ZONE
from kiosk.serve import START_ANEW
from kiosk.store.database import FILE_NAME
from kiosk.store.safety.places import FOLDER
from tests.end_to_end.conftest import ADMINISTRATOR, PASSWORD
from tests.end_to_end.year.machine import Machine, build
from tests.end_to_end.year.road import Road
from tests.processes import Server, free_port, served, wait_for, wait_until_healthy

NAME = "大坪村爱佑之家"
_IN_1970 = datetime(1970, 1, 1, 8, 1, tzinfo=HOUSE_ZONE)
# As systemd does it while the machine goes down: the shell's parent is the house.
_POWEROFF = "sh -c 'kill -TERM $PPID'"
# A year is not given up for a moment in which much else goes on.
_STARTS_WITHIN, _ENDS_WITHIN = 120.0, 60.0


class Village:
    """Where everything is, what runs and what time it is; `card` is the directory of the house."""

    def __init__(self, root: Path, begins: datetime) -> None:
        self.card, self.headquarters, self._root = root / "card", root / "hq", root
        self.stick = root / "sticks" / "red"
        (self.stick / FOLDER).mkdir(parents=True)
        library = build(root)
        self.pi = Machine(root / "pi", library, begins)
        self.server = Machine(root / "server", library, begins)
        self._house_port, self._hq_port = free_port(), free_port()
        self.road = Road(self._hq_port)
        self.house: Server | None = None
        self.log = root / "house.log"
        self.log.touch()
        password = root / "password"
        password.write_text(PASSWORD)
        named = ("--administrator", ADMINISTRATOR, "--password-file", str(password))
        self.at_headquarters("init", *named, "--recovery-out", str(root / "recovery"))
        listed = (NAME, "--county", "yuexi", "--json")
        told = json.loads(self.at_headquarters("house", "add", *listed))
        self.id, self.code = told["house"], told["code"]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._house_port}"

    @contextmanager
    def run_headquarters(self) -> Iterator[None]:
        command = ["-m", "kiosk", "hq", "serve", "--data", str(self.headquarters)]
        environ = {"AIYOU_HQ_SECOND_FACTOR": "no"} | self.server.environ
        command += ["--port", str(self._hq_port)]
        with served(command, self._hq_port, starts_within=_STARTS_WITHIN, **environ):
            yield

    def at_headquarters(self, *words: str) -> str:
        """Run a command of headquarters, on its machine."""
        return _aiyou("hq", *words, "--data", str(self.headquarters), **self.server.environ)

    def in_the_house(self, *words: str) -> str:
        """Run a command of the house, on its machine."""
        return _aiyou(*words, "--data", str(self.card), **self._environ())

    @property
    def now(self) -> datetime:
        """Tell the true time: headquarters' clock is right."""
        return self.server.now

    def pass_until(self, at: datetime) -> None:
        """Let time pass, in the house as at headquarters; what lies behind lies behind."""
        how_long = max(at - self.now, timedelta())
        self.server.pass_by(how_long)
        self.pi.pass_by(how_long)

    def switch_on_at(self, at: datetime, *, in_1970: bool = False) -> None:
        """Give the machine power; without its chip's battery it wakes in 1970."""
        self.pass_until(at)
        self.pi.boot(_IN_1970 if in_1970 else self.now, chip=not in_1970)
        self.switch_on()

    def switch_on(self) -> None:
        """Start the house, as its machine does when it has power."""
        command = ["-m", "kiosk", "serve", "--data", str(self.card)]
        with self.log.open("ab") as log:
            self.house = subprocess.Popen(
                [sys.executable, *command, "--port", str(self._house_port)],
                env=self._environ(),
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        wait_until_healthy(self._house_port, self.house, _STARTS_WITHIN)

    def stop(self) -> None:
        """End the house as systemd does."""
        assert self.house
        self.house.send_signal(signal.SIGTERM)
        self._has_ended(0)

    def cut(self) -> None:
        """Take the power away."""
        assert self.house
        self.house.kill()
        self._has_ended(-signal.SIGKILL)

    def has_switched_off(self) -> None:
        """Wait for a house that was switched off by its menu."""
        self._has_ended(0)

    def begins_anew(self) -> None:
        """Start the house that ended for it, as systemd does."""
        self._has_ended(START_ANEW)
        self.switch_on()

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Read from the house's records."""
        return rows(self.card / FILE_NAME, query)

    def waits(self) -> int:
        """Tell how many envelopes headquarters has not acknowledged."""
        waiting = "SELECT count(*) FROM outbox WHERE acknowledged_at IS NULL"
        return int(str(self.ask(waiting)[0][0]))

    def all_arrives(self) -> None:
        """Wait until nothing waits to be sent."""
        wait_for("all arrives", 40, lambda: not self.waits())

    def put_in_new_card(self) -> None:
        self.card = self._root / f"{self.card.name}-new"

    def size(self) -> int:
        """Tell how many bytes the house takes on its card."""
        return sum(file.stat().st_size for file in self.card.rglob("*") if file.is_file())

    def _environ(self) -> dict[str, str]:
        settings = {
            "AIYOU_ARGON2_MEMORY_KIB": "1024",
            "AIYOU_STICKS": f"{self.stick.parent}/*",
            "AIYOU_POWEROFF_COMMAND": _POWEROFF,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
        }
        return os.environ | settings | self.pi.environ

    def _has_ended(self, how: int) -> None:
        assert self.house
        assert self.house.wait(_ENDS_WITHIN) == how, self.log.read_text("utf-8")
        self.house = None


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchall()


@contextmanager
def village(root: Path, begins: datetime) -> Iterator[Village]:
    """Make a village whose headquarters runs; no house is left running behind it."""
    made = Village(root, begins)
    with made.run_headquarters():
        try:
            yield made
        except BaseException:
            print(made.log.read_text("utf-8")[-2000:])
            raise
        finally:
            if made.house:
                made.house.kill()
                made.house.wait()


def _aiyou(*words: str, **environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
