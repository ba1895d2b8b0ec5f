"""A machine of the simulated year: its clocks, its boots and its clock chip, for real processes."""

import mmap
import struct
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from uuid import uuid4

from kiosk.domain.moment import HOUSE_ZONE

_SOURCE = Path(__file__).with_name("machine.c")
_OFFSETS = struct.Struct("=qq")
# A Pi answers about so long after it got power.
_SINCE_POWER = timedelta(seconds=20)


def build(directory: Path) -> Path:
    """Build what stands between programs and the machine's clocks."""
    compiler, library = which("gcc"), directory / "machine.so"
    assert compiler, "A C compiler is missing: install gcc and libc6-dev (make test-environment)."
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return library


class Machine:
    """Tells programs that run on it what time it is; `environ` puts them onto it."""

    def __init__(self, directory: Path, library: Path, at: datetime) -> None:
        self.directory = directory
        (directory / "rtc" / "rtc0").mkdir(parents=True)
        clock = directory / "clock"
        clock.write_bytes(bytes(_OFFSETS.size))
        with clock.open("r+b") as file:
            self._clock = mmap.mmap(file.fileno(), _OFFSETS.size)
        self.environ = {"LD_PRELOAD": str(library), "AIYOU_MACHINE": str(directory)}
        self.boot(at)

    @property
    def now(self) -> datetime:
        """Tell what the wall clock says, right or wrong."""
        wall, _ = _OFFSETS.unpack(self._clock)
        return datetime.fromtimestamp((time.time_ns() + wall) / 1e9, HOUSE_ZONE)

    def boot(self, at: datetime, *, chip: bool = True) -> None:
        """Start the machine anew, with the time on its wall clock; a chip had kept it, or none."""
        (self.directory / "boot_id").write_text(f"{uuid4()}\n")
        (self.directory / "rtc" / "rtc0" / "hctosys").write_text(f"{chip:d}\n")
        wall = int(at.timestamp()) * 10**9 - time.time_ns()
        self._set(wall, int(_SINCE_POWER.total_seconds()) * 10**9 - time.monotonic_ns())

    def pass_by(self, how_long: timedelta) -> None:
        """Let time pass, for whoever looks at a clock."""
        more = how_long // timedelta(microseconds=1) * 1000
        self._set(*(ahead + more for ahead in _OFFSETS.unpack(self._clock)))

    def _set(self, wall: int, boot: int) -> None:
        self._clock[:] = _OFFSETS.pack(wall, boot)
        chip, now = self.directory / "rtc" / "rtc0", self.now.astimezone(UTC)
        (chip / "date").write_text(f"{now:%Y-%m-%d}\n")
        (chip / "time").write_text(f"{now:%H:%M:%S}\n")
