"""A whole machine as one process: Debian's kernel built as a program, some seconds to start.

Killing the process is pulling the plug: what it had not yet written to its disk is gone.
"""

import base64
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).parent
KERNEL = Path(os.environ.get("AIYOU_TEST_KERNEL") or HERE.parents[1] / "build/machine/linux")
STARTS_WITHIN = 90.0

# On this machine's own root, which it may only read: whatever runs here runs in it.
ON_THIS_ROOT = ("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", f"init={HERE}/init")


@dataclass
class Machine:
    """A machine that is up; `console` is the file of what its kernel says."""

    process: "subprocess.Popen[bytes]"
    console: Path
    asks: int
    answers: int
    _heard: bytearray = field(default_factory=bytearray)

    def run(self, command: str, within: float = 60) -> str:
        """Run a shell's command in it, and tell what it printed; fail where that fails."""
        done = self.tried(command, within)
        assert done.returncode == 0, f"{command}: {done.returncode}: {done.stdout}"
        return done.stdout

    def tried(self, command: str, within: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell's command in it, and tell how that went."""
        os.write(self.asks, base64.b64encode(command.encode()) + b"\n")
        code, _, said = self._line(within).partition(" ")
        return subprocess.CompletedProcess(command, int(code), base64.b64decode(said).decode())

    def comes_true(self, command: str, within: float = 60) -> bool:
        """Tell whether a command succeeds within some seconds."""
        ends = time.monotonic() + within
        while self.tried(command).returncode != 0:
            if time.monotonic() > ends:
                return False
            time.sleep(0.1)
        return True

    def waits_until_it_listens(self, within: float = STARTS_WITHIN) -> None:
        """Wait until it takes commands (the script `listen` runs in it)."""
        while self._line(within) != "listening":
            pass

    def cut(self) -> None:
        """Pull the plug; it is dead when this returns, with all that it ran."""
        if self.process.poll() is None:
            for kernel in _children(self.process.pid):
                os.kill(kernel, signal.SIGKILL)
        self.process.wait(10)

    def goes_off(self, within: float = 60) -> bool:
        """Tell whether it switches itself off within some seconds."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        return self.process.poll() is not None

    def _line(self, within: float) -> str:
        ends = time.monotonic() + within
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self.answers], [], [], max(0.0, ends - time.monotonic()))
            heard = os.read(self.answers, 65536) if ready else b""
            assert heard, f"no answer within {within} s: {self.console.read_text('utf-8')[-2000:]}"
            self._heard += heard
        line, _, rest = bytes(self._heard).partition(b"\n")
        self._heard[:] = rest
        return line.decode().strip()


@contextmanager
def started(
    *words: str, disk: Path | None = None, megabytes: int = 512, kernel: Path = KERNEL
) -> Iterator[Machine]:
    """Start a machine, which lives until the block ends or before.

    words: what its kernel is told, as ON_THIS_ROOT; disk: the file that is its first one.
    """
    need_kernel(kernel)
    with tempfile.TemporaryDirectory(prefix="machine-") as place:
        console = Path(place, "console")
        (ears, asks), (answers, mouth) = os.pipe(), os.pipe()
        told = [f"mem={megabytes}M", f"uml_dir={place}", "con=null", "con0=null,fd:1", "ssl=null"]
        told += [f"ssl0=fd:{ears},fd:{mouth}", "quiet", *words]
        told += [f"ubd0={disk}"] if disk else []
        with console.open("wb") as said:
            process = subprocess.Popen(
                [*_alone(), kernel, *told],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=(ears, mouth),
            )
        os.close(ears)
        os.close(mouth)
        machine = Machine(process, console, asks, answers)
        try:
            yield machine
        finally:
            machine.cut()
            os.close(asks)
            os.close(answers)


@contextmanager
def on_this_root(*words: str, disk: Path | None = None, megabytes: int = 512) -> Iterator[Machine]:
    """Start a machine on this one's root, and wait until it listens."""
    with started(*ON_THIS_ROOT, *words, disk=disk, megabytes=megabytes) as machine:
        machine.waits_until_it_listens()
        yield machine


def disk_of(directory: Path, file: Path, megabytes: int = 64) -> Path:
    """Make a disk (ext4) that holds what a directory holds."""
    with file.open("wb") as image:
        image.truncate(megabytes * 1_000_000)
    command = ["/sbin/mkfs.ext4", "-q", "-F", "-d", directory, file]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return file


def need_kernel(kernel: Path = KERNEL) -> None:
    """Skip what needs the kernel where it was not built."""
    if not kernel.exists():
        pytest.skip("needs a kernel that is a program: make kernel")


def _alone() -> list[str]:
    """Run in a room of processes of its own, which ends with the tests, however those end."""
    mine = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    ends = ["setpriv", "--pdeathsig", "KILL", "--"]
    return [*ends, "unshare", *mine, "--pid", "--fork", "--kill-child=KILL", "--"]


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in told.read_text().split()]
