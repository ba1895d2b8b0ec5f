"""The parent of several processes: it answers nobody, and sees to it that somebody does."""

import logging
import os
import selectors
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sync.hq.running import notify, worker
from sync.hq.running.worker import Worker

log = logging.getLogger(__name__)

# A process that lived so long was well: the next one begins at once.
STEADY_AFTER = 60.0
_LONGEST_PAUSE = 10.0
_TURN = 1.0
_QUICK_TURN = 0.05


def pause(deaths: int) -> float:
    """Choose the seconds before the next start, after so many that ended soon; pure."""
    return 0.0 if deaths <= 1 else min(_LONGEST_PAUSE, 0.25 * 2.0 ** min(deaths - 2, 16))


@dataclass
class Slot:
    """Where one process is at work, or shall be.

    next: the one that takes over when it is ready. start_at: when to start one where none is.
    """

    worker: Worker | None = None
    next: Worker | None = None
    deaths: int = 0
    start_at: float = 0.0


@dataclass
class Parent:
    """Keep `processes` of them at work on one socket, until told to stop."""

    listener: socket.socket
    processes: int
    slots: list[Slot] = field(init=False)
    leaving: list[Worker] = field(default_factory=list)
    to_replace: list[Slot] = field(default_factory=list)
    _asked: set[signal.Signals] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.slots = [Slot() for _ in range(self.processes)]

    def run(self, ready: Callable[[], None]) -> None:
        """Start them, replace what ends, and end them all when asked."""
        with (
            _common_directory(),
            selectors.DefaultSelector() as selector,
            _wakened(self._asked) as bell,
        ):
            selector.register(bell, selectors.EVENT_READ)
            self._begin()
            ready()
            notify.tell(notify.READY)
            while not self._is_to_end:
                self._turn()
                notify.tell(notify.ALIVE)
                selector.select(_QUICK_TURN if self.to_replace else _TURN)
                with suppress(BlockingIOError):
                    bell.recv(64)
            notify.tell(notify.STOPPING)
            self._end()

    @property
    def _is_to_end(self) -> bool:
        return bool(self._asked & {signal.SIGTERM, signal.SIGINT})

    def _begin(self) -> None:
        """Start the first and wait for it: it brings the database up to date for all."""
        first = worker.start(self.listener)
        self.slots[0].worker = first
        while not (first.is_ready or self._is_to_end):
            first.listen()
            notify.tell(notify.ALIVE)
            if first.has_ended:
                # It has said why; the next would say the same.
                raise SystemExit(first.process.returncode if first.process.returncode > 0 else 1)
            time.sleep(0.02)

    def _turn(self) -> None:
        if signal.SIGHUP in self._asked:
            self._asked.discard(signal.SIGHUP)
            self._begin_replacing()
        for slot in self.slots:
            self._look_after(slot)
        self._replace()
        self.leaving = [one for one in self.leaving if not _is_gone(one)]

    def _begin_replacing(self) -> None:
        """Replace all, those too that are beginning: they may have read the settings of before."""
        for slot in self.slots:
            if slot.next is not None:
                self._drop(slot.next)
                slot.next = None
        self.to_replace = list(self.slots)

    def _look_after(self, slot: Slot) -> None:
        now, one = time.monotonic(), slot.worker
        if one is not None:
            one.listen()
            if one.hangs:
                log.warning("A web process does not answer: another takes its place.")
                one.process.kill()
            if one.has_ended:
                self._note_end(slot, one, now)
        if slot.worker is None and now >= slot.start_at:
            slot.worker = worker.start(self.listener)

    def _note_end(self, slot: Slot, one: Worker, now: float) -> None:
        one.close()
        slot.worker = None
        slot.deaths = 1 if now > one.started + STEADY_AFTER else slot.deaths + 1
        slot.start_at = now + pause(slot.deaths)
        how = -one.process.returncode
        said = f"by signal {how}" if how > 0 else f"with {one.process.returncode}"
        log.warning("A web process ended %s: another takes its place.", said)

    def _replace(self) -> None:
        """Replace one after the other: each leaves when the next is ready."""
        if not self.to_replace:
            return
        slot = self.to_replace[0]
        if slot.next is None:
            slot.next = worker.start(self.listener)
            return
        slot.next.listen()
        if slot.next.is_ready:
            self._hand_over(slot, slot.next)
            self.to_replace.pop(0)
        elif slot.next.has_ended or slot.next.hangs:
            log.warning("A new web process could not begin: those of before stay.")
            self._drop(slot.next)
            self.to_replace = []
        else:
            return
        slot.next = None

    def _hand_over(self, slot: Slot, follower: Worker) -> None:
        if slot.worker is not None:
            slot.worker.stop()
            self.leaving.append(slot.worker)
        slot.worker, slot.deaths = follower, 0

    def _drop(self, one: Worker) -> None:
        one.process.kill()
        one.close()

    def _end(self) -> None:
        """Let all of them finish what they began; who takes too long is ended."""
        followers = [slot.next for slot in self.slots if slot.next]
        workers = [slot.worker for slot in self.slots if slot.worker]
        left = [*workers, *followers, *self.leaving]
        self.listener.close()
        for one in left:
            one.stop()
        deadline = time.monotonic() + worker.ENDS_WITHIN + 5
        for one in left:
            with suppress(subprocess.TimeoutExpired):
                one.process.wait(max(0.0, deadline - time.monotonic()))
            self._drop(one)


def _is_gone(one: Worker) -> bool:
    if one.hangs:
        one.process.kill()
    if one.has_ended:
        one.close()
    return one.has_ended


@contextmanager
def _common_directory() -> Iterator[None]:
    """Make the directory where the processes count for all of them: a new one at each start."""
    where = os.environ.get("RUNTIME_DIRECTORY")
    with tempfile.TemporaryDirectory(prefix="aiyou-hq-", dir=where) as directory:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
        yield


@contextmanager
def _wakened(asked: set[signal.Signals]) -> Iterator[socket.socket]:
    """Collect the signals that come; the socket that is yielded can be read when one does."""

    def note(number: int, _frame: object) -> None:
        asked.add(signal.Signals(number))

    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        theirs.setblocking(False)
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(one, note)
        before = signal.set_wakeup_fd(theirs.fileno())
        try:
            yield ours
        finally:
            signal.set_wakeup_fd(before)
