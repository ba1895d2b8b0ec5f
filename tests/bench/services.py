"""All that runs of ours in a house as installed: house, box and screen, each a process of its own.

The box has every part that is suggested, on mock pins. The screen is one in memory, with its
compositor and Chromium on the house's page. None is root, as in a village: for root SQLite sets the
owner of its files whenever it opens them, which is 4 KiB a minute.
"""

import compileall
import site
import subprocess
import sysconfig
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from hardware.parts import SUGGESTED
from tests.kiosk_screen import ORDINARY, KioskScreen
from tests.processes import at_any_hour

_CHECKOUT = Path(__file__).parent.parent.parent
ROOMS = ("kiosk", "games", "sync", "hardware")


@dataclass(frozen=True)
class Services:
    """The processes, by their names. browser: compositor, Chromium and what they started."""

    ours: Mapping[str, psutil.Process]
    browser: list[psutil.Process]

    def busy(self) -> float:
        """Tell how many seconds of a core ours have used."""
        return sum(sum(one.cpu_times()[:2]) for one in self.ours.values())

    def written(self) -> int:
        """Tell how many bytes ours have had written to the disk."""
        return sum(one.io_counters().write_bytes for one in self.ours.values())


def installed(directory: Path) -> str:
    """Make an interpreter that finds all of it where it lies, compiled.

    A checkout's own has programs that run at its start, to find the house and to count what tests
    reach, and that stay in memory, as does some of what compiles: nothing of that is in a village.
    """
    for room in ROOMS:
        compileall.compile_dir(_CHECKOUT / room, quiet=1)
    place = directory / "python"
    venv.create(place, symlinks=True)
    libraries = sysconfig.get_path("purelib", "venv", {"base": str(place)})
    found = map(str, (_CHECKOUT, *site.getsitepackages()))
    Path(libraries, "aiyou.pth").write_text("\n".join(found))
    return str(place / "bin" / "python")


@contextmanager
def at_work(screen: KioskScreen, data: Path) -> Iterator[Services]:
    """Start all of them; yield when the page beats."""
    house = ["serve", "--data", str(data), "--port", str(screen.port)]
    box = ["hardware", "run", "--wiring", str(SUGGESTED), "--house", screen.address]
    with _run(screen, *house) as serving, screen.shown():
        screen.wait_for_page()
        with _run(screen, *box) as attending:
            supervisor, *shown = (one for kind in screen.processes().values() for one in kind)
            yield Services({"house": serving, "box": attending, "screen": supervisor}, shown)


@contextmanager
def _run(screen: KioskScreen, *command: str) -> Iterator[psutil.Process]:
    environ = screen.environ | screen.of_house | at_any_hour()
    words = [*ORDINARY, screen.python, "-m", "kiosk", *command]
    with (screen.directory / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen(words, env=environ, stdout=log, stderr=log)
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(30)
