"""Chromium with the house's page: started with a profile in memory that is new each time."""

import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hardware.display import flags
from hardware.display.pages import Pages
from hardware.display.settings import Screen
from hardware.display.wire import Wire

_PREFIX = "browser-"
_ENDS_WITHIN = 3.0
# Chromium reads what it is told on 3, and answers on 4; ours are put above these first.
_READS, _WRITES, _ABOVE = 3, 4, 10


class Browser:
    """One Chromium from its start to its end. Raises OSError where there is none."""

    def __init__(self, screen: Screen, environ: dict[str, str]) -> None:
        _forget_profiles(screen.directory)
        self._home = screen.home
        self._profile = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=screen.directory))
        self.pages = Pages(screen.address)
        heard, answers = _pipe()
        reads, told = _pipe()
        words = flags.command(screen, self._profile)
        ends = [
            (os.POSIX_SPAWN_DUP2, heard, _READS),
            (os.POSIX_SPAWN_DUP2, told, _WRITES),
        ]
        self.wire = Wire(reads, answers)
        try:
            # Its own session, so that all its processes can be ended together.
            self._pid = os.posix_spawnp(
                words[0], words, environ, file_actions=ends, setsid=True, setsigdef=[signal.SIGPIPE]
            )
        except OSError:
            self.wire.close()
            raise
        finally:
            os.close(heard)
            os.close(told)
        self.wire.tell("Target.setDiscoverTargets", discover=True)

    def follow(self) -> None:
        """Take in what it tells, and close what is not ours. Raises EOFError when it has ended."""
        for told in self.wire.hear():
            for close in self.pages.hear(told):
                self.wire.tell("Target.closeTarget", targetId=close.page)

    def open_anew(self) -> None:
        """Show the house's page in place of the one that is there."""
        self.pages.open_anew()
        self.wire.tell("Target.createTarget", url=self._home)

    def end(self) -> None:
        """End it with all its processes, and forget its profile."""
        self.wire.close()
        for within in _patiently(_ENDS_WITHIN):
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                break
            if not within:
                self._kill()
                os.waitpid(self._pid, 0)
                break
        # What hangs of it hears no hint.
        self._kill()
        shutil.rmtree(self._profile, ignore_errors=True)

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)


def _patiently(seconds: float) -> Iterator[bool]:
    """Go on for some seconds; the last one is told by False."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield True
        time.sleep(0.02)
    yield False


def _pipe() -> tuple[int, int]:
    """Make a pipe whose ends are above those that a browser wants."""
    ends = os.pipe()
    above = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for end in ends]
    for end in ends:
        os.close(end)
    return above[0], above[1]


def _forget_profiles(directory: Path) -> None:
    for left in directory.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
