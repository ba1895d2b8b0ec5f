"""One of several processes, as its parent and as it itself sees it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread

# How a process knows that it is one of several: the numbers of its two sockets.
_VARIABLE = "AIYOU_HQ_WORKER"

# A process none of whose threads was free for so many seconds hangs.
HANGS_AFTER = 120.0
# Whoever is being answered when headquarters is asked to stop has so many seconds.
ENDS_WITHIN = 20.0


@dataclass
class Worker:
    """A process of its own that answers on the common socket.

    is_ready: True once it said so. heard: when it last said anything, on a clock that only runs.
    """

    process: subprocess.Popen[bytes]
    line: socket.socket
    started: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)
    is_ready: bool = False

    def listen(self) -> None:
        """Hear what it has said since."""
        try:
            said = self.line.recv(4096)
        except BlockingIOError:
            return
        if said:
            self.is_ready, self.heard = True, time.monotonic()

    @property
    def has_ended(self) -> bool:
        """Tell whether it is gone."""
        return self.process.poll() is not None

    @property
    def hangs(self) -> bool:
        """Tell whether it has said nothing for too long."""
        return time.monotonic() > self.heard + HANGS_AFTER

    def stop(self) -> None:
        """Ask it to answer what it has begun, and to end."""
        self.process.terminate()

    def close(self) -> None:
        """Let go of a process that is gone."""
        self.process.wait()
        self.line.close()


def start(listener: socket.socket) -> Worker:
    """Start the command anew as one of several: it reads its settings and keys as they are now."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        given = (listener.fileno(), theirs.fileno())
        environ = {name: value for name, value in os.environ.items() if name != "NOTIFY_SOCKET"}
        environ[_VARIABLE] = ",".join(map(str, given))
        command = [sys.executable, *sys.orig_argv[1:]]
        return Worker(subprocess.Popen(command, pass_fds=given, env=environ), ours)


class Line:
    """The line of a process to its parent."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def alive(self) -> None:
        """Say that requests are answered here."""
        try:
            self._line.send(b".")
        except OSError:
            # Nobody listens any more: `end_with_parent` ends this process.
            return

    def end_with_parent(self) -> None:
        """End when the parent is gone, however it went: another would take its address."""
        Thread(target=self._wait, name="parent", daemon=True).start()

    def _wait(self) -> None:
        # A parent that was killed before it heard all that was said resets the line.
        with suppress(ConnectionError):
            self._line.recv(1)
        os.kill(os.getpid(), signal.SIGTERM)


def inherited() -> tuple[socket.socket, Line] | None:
    """Find the socket to answer on and the line to the parent, in one of several processes."""
    given = os.environ.pop(_VARIABLE, None)
    if given is None:
        return None
    listener, line = (socket.socket(fileno=int(number)) for number in given.split(","))
    return listener, Line(line)
