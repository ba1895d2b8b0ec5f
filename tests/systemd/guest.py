"""A Debian that boots in a container: what is done in it is gone when it ends."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

MIRROR = "http://deb.debian.org/debian"
ROOTS = Path(__file__).parents[2] / "build" / "box"
HEALTH = "http://127.0.0.1:8080/healthz"
LOCK = Path(tempfile.gettempdir()) / "aiyou-box.lock"
BOOTS_WITHIN, STOPS_WITHIN = 60.0, 30.0

# What containers are not let do, and machines are.
AS_A_MACHINE = ("@memlock", "adjtimex", "clock_adjtime")


@dataclass(frozen=True)
class Guest:
    """A Debian that is up; `leader` is its first process, as seen from here."""

    leader: int

    def run(self, command: str, within: float = 60) -> str:
        """Run a shell's command in it, and tell what it printed; fail where that fails."""
        done = self.tried(command, within)
        assert done.returncode == 0, f"{command}: {done.stdout}"
        return done.stdout

    def tried(self, command: str, within: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a shell's command in it, and tell how that went."""
        return subprocess.run(
            ["nsenter", "-t", str(self.leader), "-a", "/bin/sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=within,
            check=False,
        )

    def put(self, file: IO[bytes], at: str) -> None:
        """Copy a file into it."""
        words = ["nsenter", "-t", str(self.leader), "-a", "/bin/sh", "-c", f"cat >{at}"]
        subprocess.run(words, stdin=file, check=True, timeout=60)

    def is_well(self, within: float = 60) -> bool:
        """Tell whether its house answers within some seconds."""
        return self.comes_true(f"curl -s {HEALTH} | grep -q '\"ok\"'", within)

    def comes_true(self, command: str, within: float = 60) -> bool:
        """Tell whether a command succeeds within some seconds."""
        ends = time.monotonic() + within
        while self.tried(command).returncode != 0:
            if time.monotonic() > ends:
                return False
            time.sleep(0.3)
        return True


def root(suite: str, packages: Sequence[str], name: str = "", architecture: str = "") -> Path:
    """Make a Debian with some packages, or take the one of before: it is never written to.

    name: its own, where others have the same Debian with other packages. architecture: another
    machine's, which is emulated.
    """
    _need("mmdebstrap", "systemd-nspawn", "nsenter")
    place = ROOTS / (name or suite)
    done = place.with_name(f"{place.name}.packages")
    wanted = ",".join(sorted({*packages, "ca-certificates", "systemd-sysv"}))
    if not done.exists() or done.read_text() != wanted:
        shutil.rmtree(place, ignore_errors=True)
        ROOTS.mkdir(parents=True, exist_ok=True)
        words = ["--variant=minbase", "--mode=root", f"--include={wanted}", suite, str(place)]
        words = [
            "mmdebstrap",
            *([f"--arch={architecture}"] if architecture else []),
            *words,
            MIRROR,
        ]
        made = subprocess.run(words, capture_output=True, text=True, check=False)
        if "Temporary failure" in made.stderr or "Could not resolve" in made.stderr:
            pytest.skip("no Debian can be fetched without a network")
        assert made.returncode == 0, made.stderr
        done.write_text(wanted)
    return place


@contextmanager
def booted(root: Path, *bound: Path) -> Iterator[Guest]:
    """Boot a Debian until the block ends; `bound` directories are found within, where they are."""
    words = ["--volatile=overlay", "--register=no", "--keep-unit", "--console=pipe"]
    words += [f"--system-call-filter={one}" for one in AS_A_MACHINE]
    words += [f"--bind-ro={one}" for one in bound]
    command = ["systemd-nspawn", "-q", "-b", "-D", root, "-M", f"box{os.getpid()}", *words]
    nothing = subprocess.DEVNULL
    with (
        _alone(),
        subprocess.Popen(
            [*command, "--network-veth"], stdin=nothing, stdout=nothing, stderr=nothing
        ) as outside,
    ):
        try:
            guest = Guest(_leader(outside.pid))
            assert guest.comes_true("systemctl is-system-running | grep -qE 'running|degraded'")
            yield guest
        finally:
            _end(outside)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other guest is up: with no systemd outside they would share cgroups."""
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _leader(outside: int) -> int:
    ends = time.monotonic() + BOOTS_WITHIN
    while time.monotonic() < ends:
        words = ["pgrep", "-P", str(outside), "-x", "systemd"]
        told = subprocess.run(words, capture_output=True, check=False)
        if told.stdout:
            return int(told.stdout)
        time.sleep(0.1)
    raise AssertionError("the guest did not boot")


def _end(outside: "subprocess.Popen[bytes]") -> None:
    outside.send_signal(signal.SIGTERM)
    try:
        outside.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        outside.kill()


def _need(*programs: str) -> None:
    missing = [one for one in programs if shutil.which(one) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"needs root and {', '.join(missing) or 'nothing else'}: make box")
