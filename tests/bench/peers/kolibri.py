"""Kolibri, the other server that a village could have, in a virtual environment of its own.

It looks for no other device and calls nobody, so that its figures are of what it does for a house.
What is asked of it is what its own pages ask, as a coach who has signed in.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.browsing import Browser
from tests.processes import free_port, wait_for, wait_until_healthy

ENVIRONMENT = Path(__file__).parents[3] / "build/peers/kolibri"
# Its lightest answer, an empty one.
LIGHTEST = "/status/"
# As many as are in a class.
CHILDREN = 30
_STARTS_WITHIN, _ENDS_WITHIN = 20.0, 20.0
PASSWORD = "a house of bamboo"
_HOUSE = {
    "facility_name": "Ai You House",
    "preset": "nonformal",
    "facility_settings": {},
    "device_settings": {"language_id": "en", "allow_guest_access": False},
    "superuser": {"username": "wang", "password": PASSWORD},
}


@dataclass(frozen=True, slots=True)
class Kolibri:
    """One that is set up; its records lie in `home`."""

    home: Path

    @contextmanager
    def served(self, port: int) -> Iterator[psutil.Process]:
        """Run it until the block ends; it answers when the block begins."""
        with (self.home / "said").open("ab") as said:
            command = [ENVIRONMENT / "bin/kolibri", "start", "--foreground", "--port", str(port)]
            process = subprocess.Popen(command, env=self._environ(), stdout=said, stderr=said)
        try:
            wait_until_healthy(port, process, within=_STARTS_WITHIN, path=LIGHTEST)
            yield psutil.Process(process.pid)
            # Told to end while it still begins, it may wait for a part of itself for ever.
            wait_for("all of Kolibri", _STARTS_WITHIN, self._runs_all)
            process.terminate()
            # One that does not end in time has been measured all the same.
            with suppress(subprocess.TimeoutExpired):
                process.wait(_ENDS_WITHIN)
        finally:
            process.kill()
            process.wait()

    def _runs_all(self) -> bool:
        """Read what it tells of itself; its second port comes last, and is 0 until then."""
        return (self.home / "server.pid").read_text().split()[2:3] not in ([], ["0"])

    def _environ(self) -> dict[str, str]:
        settings = {
            "HOME": self.home,
            "DISABLE_PING": True,
            "ZEROCONF_ENABLED": False,
            "LISTEN_ADDRESS": "127.0.0.1",
            "AUTOMATIC_PROVISION_FILE": self.home / "house.json",
        }
        # What is set for our Python is not for its.
        others = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
        return others | {f"KOLIBRI_{name}": str(value) for name, value in settings.items()}


class Coach(Browser):
    """One who marks children of her class present, each by itself."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        facility = self._signed_in("wang")["facility_id"]
        self._class = self._added("auth/classroom", parent=facility, name="Class")
        self._children = [self._added_person(facility, f"child{one}") for one in range(CHILDREN)]
        me = self._added_person(facility, "li")
        self._added("auth/role", user=me, collection=self._class, kind="coach")
        self._signed_in("li")
        self._to_come: list[str] = []
        self._day = ""

    def check_in(self) -> float:
        """Mark one present who has not come yet; a new day begins when all have."""
        if not self._to_come:
            self._to_come = [*self._children]
            self._day = self._added("attendance/attendancesession", collection=self._class)
        record = {"user": self._to_come.pop(), "present": True}
        told = {"attendance_session": self._day, "records": [record]}
        return self._tell("attendance/attendancerecord/bulk_update", told)

    def look(self) -> float:
        """Get its lightest answer."""
        return self.get(LIGHTEST)

    def _signed_in(self, name: str) -> dict[str, str]:
        self._tell("auth/session", {"username": name, "password": PASSWORD})
        session: dict[str, str] = json.loads(self.text)
        return session

    def _added_person(self, facility: str, name: str) -> str:
        told = {"facility": facility, "username": name, "full_name": name, "password": PASSWORD}
        return self._added("auth/facilityuser", **told)

    def _added(self, what: str, **told: str) -> str:
        self._tell(what, told)
        return str(json.loads(self.text)["id"])

    def _tell(self, where: str, told: object) -> float:
        """Post JSON, and with it what it wants to hear again from whoever has signed in."""
        mark = self.cookies.get("kolibri_csrftoken", "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": mark}
        return self.ask("POST", f"/api/{where}/", json.dumps(told), headers)


def version() -> str:
    """Tell which one is installed; nothing where none is."""
    found = [*ENVIRONMENT.glob("lib/python3*/site-packages/kolibri/VERSION")]
    return found[0].read_text().strip() if found else ""


def set_up(folder: Path) -> Kolibri | None:
    """Set one up, as its first start does; None where it is not installed."""
    if not version():
        return None
    home = folder / "kolibri"
    home.mkdir()
    (home / "house.json").write_text(json.dumps(_HOUSE))
    made = Kolibri(home)
    with made.served(free_port()):
        return made


@contextmanager
def visited(folder: Path) -> Iterator[Coach | None]:
    """Run one, with a coach before it; None where it is not installed."""
    made, port = set_up(folder), free_port()
    if made is None:
        yield None
        return
    with made.served(port), closing(Coach(port)) as coach:
        yield coach


@contextmanager
def at_rest(folder: Path) -> Iterator[Sequence[psutil.Process]]:
    """Run one that nobody uses; nothing where it is not installed."""
    with ExitStack() as stack:
        made = set_up(folder)
        yield [stack.enter_context(made.served(free_port()))] if made else []
